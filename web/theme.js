// Before the first paint, so that no one sees the other theme flash by; hence no module.
const chosen = localStorage.getItem("theme");
if (chosen) document.documentElement.dataset.theme = chosen;
