const list = (words: string): readonly string[] => words.split(" ");

const nouns = list(
  "pump valve line flow meter sensor report tank water site pressure seal order ledger filter motor review bearing margin shaft heater cooler boiler vessel gauge alarm panel cable relay switch drain inlet outlet nozzle flange gasket piston rotor stator fan duct damper louver chamber hopper conveyor crane hoist winch ladder platform railing trench culvert sump basin weir screen strainer membrane cartridge resin brine acid caustic polymer sludge digester blower compressor dryer turbine generator breaker fuse busbar inverter battery charger antenna router server archive permit contract invoice supplier warehouse pallet label barcode inspection audit survey sample laboratory reagent standard certificate training shift roster handover logbook incident",
);
const adjectives = list(
  "main spare second upper lower northern southern eastern western old new open closed steady sudden narrow broad shallow deep cold warm dry damp quiet loud heavy light short long early late annual weekly nominal average typical critical minor major coarse fine rigid flexible remote local manual automatic redundant portable",
);
const verbs = list(
  "feeds drains cools heats isolates protects limits records signals follows precedes replaces supports carries lifts lowers opens closes measures reports confirms delays blocks bypasses balances",
);
const syllables = list("vel mor in tas quen dra lo pir sul gan ost eth ral nim bex cor vant ilo zur phen");
const units = list("bar mm kPa litres hours rpm volts degrees");
const foreign = [
  "Übergabe an die Schicht: Größe prüfen, Öl nachfüllen, Rückläufe schließen — nach §4 täglich.",
  "泵的压力每周记录一次。阀门关闭之前，请先检查传感器，再通知值班人员。",
  "ポンプの圧力を毎週記録します。弁を閉じる前にセンサーを確認してください。",
  "Проверьте давление насоса до пуска; запишите показания в журнал смены.",
  "Stage 2 ✅ done, stage 3 ⚠️ open; the crew 👩‍🔧👨‍🔧 meets at the café.",
];

/** Made-up English of a manual; the same for the same random numbers. */
export interface Language {
  readonly integer: (from: number, to: number) => number;
  readonly chance: (share: number) => boolean;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  readonly noun: () => string;
  /** A name that is no English word. */
  readonly term: () => string;
  readonly title: () => string;
  readonly amount: () => string;
  readonly sentence: () => string;
  /** A sentence or two in another language. */
  readonly foreign: () => string;
}

export function language(random: () => number): Language {
  const integer = (from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
  const chance = (share: number): boolean => random() < share;
  const pick = <Item>(items: readonly Item[]): Item => items[integer(0, items.length - 1)] as Item;
  // Some words are far more frequent than others, as in any language.
  const often = (words: readonly string[]): string => words[Math.floor(words.length * random() ** 2)] as string;
  const noun = (): string => often(nouns);
  const adjective = (): string => often(adjectives);
  const thing = (): string => (chance(0.4) ? `${adjective()} ${noun()}` : noun());
  const term = (): string => `${pick(syllables)}${pick(syllables)}${pick(syllables)} ${pick(nouns)}`;
  const title = (): string => capital(`${pick(adjectives)} ${pick(nouns)} ${pick(nouns)}`);
  const amount = (): string => `${integer(1, 90)}.${integer(0, 9)} ${pick(units)}`;
  const shapes: readonly (() => string)[] = [
    () => `The ${thing()} ${pick(verbs)} the ${thing()} before the ${noun()} is ${adjective()}.`,
    () => `When the ${thing()} is ${adjective()}, the ${noun()} ${pick(verbs)} the ${thing()} and the ${noun()}.`,
    () => `Each ${thing()} ${pick(verbs)} one ${noun()}; the ${thing()} stays ${adjective()} for ${integer(2, 90)} days.`,
    () => `At ${amount()} the ${noun()} of the ${thing()} ${pick(verbs)} the ${noun()}, which is ${adjective()}.`,
    () => `A ${thing()} that ${pick(verbs)} the ${thing()} needs a ${noun()} in the ${noun()}.`,
    () => `Is the ${thing()} ${adjective()}? Then it ${pick(verbs)} no ${noun()} until the ${noun()} ${pick(verbs)} it.`,
    () => `**Note:** the ${thing()} ${pick(verbs)} the ${noun()} only with a ${adjective()} ${noun()}.`,
    () => `See [the ${thing()} guide](https://docs.example.com/${noun()}/${integer(1, 999)}) before the ${noun()} ${pick(verbs)} it.`,
    () => `Run \`reset --${noun()} ${integer(1, 99)} --${noun()}\` when the ${thing()} ${pick(verbs)} the ${noun()}.`,
  ];
  // Those with a link or code are rare.
  const sentence = (): string => (shapes[Math.floor(shapes.length * random() ** 1.5)] as () => string)();
  return { integer, chance, pick, noun, term, title, amount, sentence, foreign: () => pick(foreign) };
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
