import { csvWorks } from "./csv-works.ts";
import { htmlWorks } from "./html-works.ts";
import type { Work } from "./plan.ts";
import { stageWorks } from "./stage-works.ts";
import { stitchWorks } from "./stitch-works.ts";
import { xlsxWorks } from "./xlsx-works.ts";

/** Everything the groups of the plan name. */
export const works: Readonly<Record<string, Work>> = { ...csvWorks, ...xlsxWorks, ...htmlWorks, ...stageWorks, ...stitchWorks };
