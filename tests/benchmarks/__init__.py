"""Speed, as ratios taken in one run on one machine; docs/performance.md says how to read them."""
