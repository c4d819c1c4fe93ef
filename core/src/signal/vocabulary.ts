/** Word lists that several signals read. Lower case. */

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

const imperatives = `add adjust append apply assign build calculate call check clean clear close collect compare compute
  configure connect convert copy count create define delete determine display do draw ensure execute extract fetch fill
  filter find format generate get group handle hide if import include increment initialize insert iterate keep load log
  loop make map mark merge move normalize open parse perform populate prepare prevent print process push put read
  register remove render replace reset restore retrieve return reverse run save search select send set setup show skip
  sort split start stop store swap switch test track traverse trigger try update use validate verify wait wrap write`;

/** Verbs that open a comment as an order: "Check whether …". */
export const imperativeVerbs = words(imperatives);

/** The same verbs as a description: "Checks whether …". */
export const describingVerbs: ReadonlySet<string> = new Set(
  [...imperativeVerbs].map((verb) =>
    /(s|sh|ch|x|z|o)$/.test(verb) ? `${verb}es` : /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`,
  ),
);

export const stopwords = words(`a about above after again all also an and any are as at be because been before being
  below between both but by can could did do does doing down during each else few for from further had has have having
  he her here his how i if in into is it its itself just like may me might more most must my no nor not now of off on
  once only or other our out over own same she should so some such than that the their them then there these they this
  those through to too under until up us very was we were what when where whether which while who whom why will with
  without would you your`);

/** Words that give a reason. */
export const reasonWords = words(`because since otherwise so therefore thus hence avoid avoids instead unless due why
  although though however hack workaround needed required necessary`);

/** Adjectives and nouns that language models are fond of in comments. */
export const polishedWords = words(`comprehensive robust efficient efficiently seamless seamlessly properly gracefully
  graceful appropriate appropriately essential crucial key main proper valid optional existing specific corresponding
  relevant various potential potentially successful successfully accurate consistent consistently consistency
  functionality scenario scenarios edge fallback defensive backward backwards compatibility intentionally deliberately
  explicit explicitly verify verifies ensure ensures ensuring validate validates validation mirror mirrors preserve
  preserves preserved guard guards surface surfaces deterministic canonical downstream upstream`);

/** People talking: opinions, doubt, jokes and chat spelling. */
export const casualWords = words(`actually anyway apparently bad basically btw bug bit blah crap damn dirty dunno easy
  evil fairly fancy fix fixed fun funny gonna guess hm hmm hope imho imo kinda lame lol magic maybe meh nasty nice oh ok
  okay oops perhaps please pretty probably quick quite really seem seems should silly sorry stuff stupid sucks sure
  thanks thing things think ugh ugly wanna weird whatever wtf yeah yes yet yuck`);

/** Short forms of programmers, each with its full form. */
const shortForms = `addr address arg argument args arguments arr array btn button buf buffer calc calculate cfg config
  char character chk check cmd command cnt count col column cols columns conf configuration conn connection cur current
  curr current del delete desc description dest destination dir directory doc document dst destination elem element err
  error exc exception exp expression expr expression func function idx index img image info information init initialize
  len length lst list max maximum mem memory mid middle min minimum msg message mult multiply neg negative num number
  nums numbers obj object opt option opts options param parameter params parameters pkg package pos position pref prefix
  prev previous prio priority proc process ptr pointer pwd password qty quantity rand random recv receive ref reference
  req request res result resp response ret return seq sequence sess session sep separator sig signal spec specification
  src source stat status stmt statement str string sub subtract sum total sz size tbl table temp temporary tmp temporary
  ts timestamp txt text usr user val value vals values var variable vec vector win window`.split(/\s+/);

export const abbreviations: ReadonlySet<string> = new Set(shortForms.filter((_, index) => index % 2 === 0));
export const fullForms: ReadonlySet<string> = new Set(shortForms.filter((_, index) => index % 2 === 1));

/** Verbs that open the name of a function. */
export const nameVerbs = words(`add apply assert build calculate calc can check clear close collect compute convert copy
  count create decode delete detect do draw emit encode ensure exec execute extract fetch filter find format generate get
  handle has init initialize insert is load log make map match merge normalize on open parse prepare print process push
  put read register remove render replace reset resolve run save search select send set setup should show sort split
  start stop store test to transform try unregister update use validate verify visit wait with write`);

/** Names that say what kind of thing they hold and nothing else. */
export const genericNames = words(`args array callback config content context count current data element entry error
  errors event field fields file filename filepath handler id index info input item items key keys length line lines
  list map message name names node number obj object options output params path payload record request response result
  results row rows settings size source state status str string success target temp text title token total type url user
  users value values`);
