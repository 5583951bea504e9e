/** What other mechanisms may ask of demand. */
export interface Market {
  /** Tells that who may use which release of a developer has changed in a jurisdiction. */
  accessChanged(developer: number, jurisdiction: number): void;
  /** Margin, USD M per year at today's market, that offering capability `q` there would add: to all segments, or to a mask of them. */
  gain(developer: number, jurisdiction: number, q: number, segments?: number): number;
  /** Margin, USD M per year, that a new developer (closed unless said) with capability `q` would make in these jurisdictions. */
  prospect(sells: Uint8Array, q: number, efficiency: number, nest?: number): number;
  /** Sets what users of the underground expect to suffer for it in a jurisdiction, utility (0 on day 0); acts at once. */
  punishUsers(jurisdiction: number, penalty: number): void;
  /** Sets what a developer's customers there expect to suffer for buying from it, utility (0 on day 0); acts at once. */
  punishCustomers(developer: number, jurisdiction: number, segment: number, penalty: number): void;
  /**
   * Makes customers of a developer come and go with a lag, days, toward the share `supplied` (0 to 1) of those who
   * would choose it, instead of by the inertia of vendors. To be said before it has an offer; again when it changes.
   */
  evade(developer: number, lag: number, supplied: number): void;
  /** Growth of potential spend, per year, now. */
  growth(): number;
  /** Gives a developer its share of the installed base of every cell it sells in (day 0 only). */
  install(developer: number, share: number): void;
  /** Gives a developer its first price and cost of service. */
  priceNewcomer(developer: number): void;
  /** Lets customers find a developer in another nest, at the first price and cost of that; who buys from it stays. */
  moveTo(developer: number, nest: number): void;
  /** Takes a developer that exits out of the market. */
  remove(developer: number): void;
  /** Probability with which a buyer who looks for a vendor chooses this developer first; 0 for vendors of those who evade a ban. */
  choice(developer: number, cell: number): number;
  /** Release that a developer may offer in a cell by the rules, -1 for none. */
  accessible(developer: number, cell: number): number;
  /** Surplus of the buyers of a cell over doing without, USD M in this step, as if all of them chose today and nobody evaded a ban. */
  surplus(cell: number): number;
  /** Share of customers, developer-major over cells. */
  share(): Float64Array;
  /** Potential spend, USD M in this step at price 1, by cell. */
  spend(): Float64Array;
}
