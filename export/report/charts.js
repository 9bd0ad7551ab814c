// Draws the charts one after the other, those at the top first, so that reading can begin at once.
(async () => {
  const { config, charts } = JSON.parse(document.getElementById("specs").textContent);
  const options = { config, renderer: "svg", actions: false, defaultStyle: false };
  for (const place of document.querySelectorAll("[data-chart]")) {
    try {
      await vegaEmbed(place, charts[place.dataset.chart], options);
    } catch (error) {
      place.textContent = `This chart could not be drawn: ${error.message}`;
      console.error(place.dataset.chart, error);
    }
    await new Promise((resume) => setTimeout(resume));
  }
  document.documentElement.dataset.charts = "drawn";
})();
// In the contents, the section that is being read.
const links = new Map([...document.querySelectorAll("nav a")].map((link) => [link.hash.slice(1), link]));
const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    for (const link of links.values()) link.removeAttribute("aria-current");
    links.get(entry.target.id)?.setAttribute("aria-current", "true");
  }
}, { rootMargin: "-20% 0px -75% 0px" });
for (const section of document.querySelectorAll("main section")) seen.observe(section);
