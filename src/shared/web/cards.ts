/** The state words of a class; each kind has its own colour and its own shape. */
export interface StateTag {
  kind: 'ok' | 'few' | 'full' | 'soon' | 'lit' | 'bad' | 'plain';
  text: string;
}

/** What the partial `class-card` shows; every text is ready to read. */
export interface ClassCard {
  href: string;
  title: string;
  categoryCode: string;
  categoryName: string;
  categoryIcon: string;
  tierName: string;
  /** 周三 19:00–20:30 */
  dayTime: string;
  /** 12月2日开课，共 8 节 */
  start: string;
  place: string;
  teacher: string;
  tag: StateTag;
  feeText: string;
  taken: number;
  capacity: number;
}
