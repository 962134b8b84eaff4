import { createRandom, type Random } from "../random";

const GIVEN = [
  "Amy",
  "Bill",
  "Carmen",
  "Diego",
  "Elena",
  "Farid",
  "Grace",
  "Hiroshi",
  "Inés",
  "Jeff",
  "Kathy",
  "Lindiwe",
  "Mark",
  "Nadia",
  "Oscar",
  "Priya",
  "Quinn",
  "Rosa",
  "Søren",
  "Travis",
  "Ulrike",
  "Victor",
  "Wanda",
  "Ximena",
  "Yusuf",
  "Zoë",
];
const FAMILY = [
  "Lauterbach",
  "Lucchini",
  "Peña",
  "Okafor",
  "Sollfrank",
  "O'Neill",
  "Chin",
  "Tanaka",
  "Müller",
  "Fernández",
  "Kowalski",
  "Whitehead",
  "Nguyễn",
  "Schmitt",
  "D'Angelo",
  "Haleiwa",
  "Rivera",
  "Sandoval",
  "Yamamoto",
  "Zajac",
  "Brosnahan",
  "Melton",
];
const FIRST = [
  "Blue Heron",
  "Cedar",
  "Bright Star",
  "Copper Hill",
  "Dukes",
  "East Bay",
  "Foothill",
  "Golden Gate",
  "Harbor",
  "Ironwood",
  "Juniper",
  "Kestrel",
  "Lakeside",
  "Mesa Verde",
  "Northern",
  "Oak & Ash",
  "Pacific",
  "Quarry",
  "Red Rock",
  "Sierra",
  "Tule River",
  "Union Street",
  "Valley",
  "Willow",
  "Yerba Buena",
  "Zephyr",
  "Peña's",
  "Café Ñandú",
  'Smith "Mac"',
  "東京",
];
const SECOND = [
  "Bird Sanctuary",
  "Basketball Camp",
  "Diner",
  "Dental Group",
  "Property Management",
  "Sporting Goods",
  "Nursery",
  "Elementary School",
  "Brewing",
  "Veterinary Clinic",
  "Auto Repair",
  "Print Shop",
  "Cold Storage",
  "Surf Club",
  "Film Studio",
  "Bakery",
  "Consulting",
  "Hardware",
  "Apartments",
  "Law Office",
  "Yoga",
  "Marine Supply",
  "Town Hall 🌳",
  "Records",
];
const STREETS = [
  "Finch St.",
  "Court St.",
  "Willow Rd.",
  "Main St.",
  "S. Boise Ave",
  "Ocean View Rd.",
  "Red Rock Rd.",
  "Alameda",
  "Cypress Way",
];
const TOWNS = [
  ["Bayshore", "CA", "94326", "INVALID", "INVALID"],
  ["Tucson", "AZ", "85719", "32.2841116", "-110.9744298"],
  ["Menlo Park", "CA", "94305", "37.4495308", "-122.1726923"],
  ["Middlefield", "CA", "94303", "37.3989376", "-122.1443935"],
  ["Half Moon Bay", "CA", "94213", "37.4300318", "-122.4336537"],
  ["South Orange", "NJ", "07079", "40.7489277", "-74.2609903"],
] as const;

export interface Person {
  readonly given: string;
  readonly family: string;
}

export function person(random: Random): Person {
  return { given: random.pick(GIVEN), family: random.pick(FAMILY) };
}

/** A different name for every index. When every combination is used, a number is added. */
export function companyName(seed: number, index: number): string {
  const combinations = FIRST.length * SECOND.length;
  // 7 shares no factor with the number of combinations, so each round uses every combination once.
  const place = (index * 7 + (seed % combinations)) % combinations;
  const round = Math.floor(index / combinations);
  const name = `${FIRST[place % FIRST.length]} ${SECOND[Math.floor(place / FIRST.length)]}`;
  return round === 0 ? name : `${name} ${round + 1}`;
}

export function address(id: string, seed: number, index: number): string {
  const random = createRandom(seed, "address", index);
  const [city, state, postalCode, lat, long] = random.pick(TOWNS);
  const line = `${random.between(1, 9999)} ${random.pick(STREETS)}`;
  return `{"Id":"${id}","Line1":"${line}","City":"${city}","CountrySubDivisionCode":"${state}","PostalCode":"${postalCode}","Lat":"${lat}","Long":"${long}"}`;
}
