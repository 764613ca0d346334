/** 投影、水电 → the words that a room's equipment must contain. */
export const equipmentWords = (text: string): string[] =>
  text.split(/[\s、，,;；/]+/).filter(Boolean);
