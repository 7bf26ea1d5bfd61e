/** What a clock shows: `3:05`, `1:20:00`, and `-0:12` past the end. */
export const clockFace = (ms: number): string => {
  const seconds = Math.ceil(Math.abs(ms) / 1000);
  const two = (n: number): string => String(n).padStart(2, '0');
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const face = h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
  return ms < 0 && seconds > 0 ? `-${face}` : face;
};
