/**
 * Which continent Route 53 counts each country to
 * (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-geo.html). Türkiye is in Europe
 * since the guide's revision of 2023; older ones have it in Asia. Bouvet Island,
 * Christmas Island, Western Sahara, and Heard Island and McDonald Islands are not among them: it has no records for those.
 */
const countries: { readonly [continent: string]: string } = {
    AF: "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TG TN TZ UG YT ZA ZM ZW",
    AN: "AQ GS TF",
    AS: "AE AF AM AZ BD BH BN BT CC CN GE HK ID IL IN IO IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN MO MV MY NP OM PH PK PS QA SA SG SY TH TJ TM TW UZ VN YE",
    EU: "AD AL AT AX BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM TR UA VA XK",
    NA: "AG AI AW BB BL BM BQ BS BZ CA CR CU CW DM DO GD GL GP GT HN HT JM KN KY LC MF MQ MS MX NI PA PM PR SV SX TC TT US VC VG VI",
    OC: "AS AU CK FJ FM GU KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TL TO TV UM VU WF WS",
    SA: "AR BO BR CL CO EC FK GF GY PE PY SR UY VE",
};

/** Codes of the seven continents. */
export const continents: ReadonlySet<string> = new Set(Object.keys(countries));

/** Continent by country, both as two letters. */
export const continentOf: ReadonlyMap<string, string> = new Map(
    Object.entries(countries).flatMap(([continent, codes]) =>
        codes.split(" ").map((code) => [code, continent] as const),
    ),
);
