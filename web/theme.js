// Runs before the first paint, so that the other theme does not flash; a module would run later.
const chosen = localStorage.getItem("theme");
if (chosen) document.documentElement.dataset.theme = chosen;
