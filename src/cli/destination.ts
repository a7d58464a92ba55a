import type { OutputFile } from "./output.ts";
import type { CommandResult, CommonOptions } from "./result.ts";

/** The data in the file of -o; on standard output without one, or for `-`. */
export function toOutput(data: OutputFile["data"], { output = "-" }: CommonOptions): Pick<CommandResult, "stdout" | "files"> {
  return output === "-" ? { stdout: data } : { files: [{ path: output, data }] };
}
