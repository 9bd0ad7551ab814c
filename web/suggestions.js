/** The search field and the fields of a mix, with their suggestions. */

import { filmHref, href, personHref } from "./address.js";
import { fetchData, toOperation } from "./client.js";
import { combobox } from "./combobox.js";
import { el } from "./element.js";
import { bestFirst } from "./hits.js";
import { language, number } from "./language.js";
import { poster } from "./poster.js";
import { SUGGESTIONS } from "./queries.js";

const FILMS = 6;
const PEOPLE = 3;

/**
 * The search field: a suggestion opens a film or a person, Enter opens all results.
 *
 * @param {(href: string) => void} go
 * @param {{id: string, placeholder: string, value?: string}} options
 */
export function searchField(go, { id, placeholder, value }) {
  const { words } = language;
  return combobox({
    id,
    label: words.searchLabel,
    placeholder,
    value,
    choose: go,
    submit: (text) => go(href("search", { q: text })),
    suggest: async (text, signal) => {
      const { films, people } = await hits(text, PEOPLE, signal);
      return bestFirst([
        {
          title: words.films,
          hits: films,
          options: films.map((hit) => ({ label: film(hit), value: filmHref(hit.node) })),
        },
        {
          title: words.people,
          hits: people,
          options: people.map(({ node }) => ({ label: person(node), value: personHref(node) })),
        },
      ]);
    },
  });
}

/**
 * The field that adds a film to a list.
 *
 * @param {(movie: {id: string, tmdbId: number | null}) => void} choose
 * @param {{id: string, label: string, placeholder: string}} options
 */
export function filmField(choose, { id, label, placeholder }) {
  return combobox({
    id,
    label,
    placeholder,
    choose,
    suggest: async (text, signal) => {
      const { films } = await hits(text, 0, signal);
      return [
        { title: language.words.films, options: films.map((hit) => ({ label: film(hit), value: hit.node })) },
      ];
    },
  });
}

/**
 * @param {string} text
 * @param {number} people
 * @param {AbortSignal} signal
 * @returns {Promise<{films: {node: any, matched: string, score: number}[], people: {node: any, score: number}[]}>}
 */
async function hits(text, people, signal) {
  const variables = { query: text.slice(0, 200), films: FILMS, people };
  const data = await fetchData(toOperation(SUGGESTIONS, variables), signal);
  return { films: data.films ?? [], people: data.people ?? [] };
}

/** @param {{node: any, matched: string}} hit */
function film({ node, matched }) {
  const facts = [node.year, node.directors[0]?.name].filter(Boolean).join(" · ");
  const also = matched === node.title ? "" : ` ${language.words.also(matched)}`;
  return [
    poster(node, { eager: true }),
    el("span", { class: "option-name" }, node.title, " ", el("small", {}, facts + also)),
  ];
}

/** @param {any} node */
function person({ name, movieCount }) {
  const count = language.words.filmCount(movieCount, number(movieCount));
  return [el("span", { class: "option-name" }, name, " ", el("small", {}, count))];
}
