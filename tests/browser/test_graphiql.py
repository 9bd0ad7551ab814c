"""What a newcomer does in GraphiQL, with every request to another machine turned away."""

from urllib.parse import urlencode

from playwright.sync_api import expect

from server.pages.graphiql import tabs as tabs_of_the_page
from tests.support.chromium import (
    OfflinePage,
    answer,
    open_graphiql,
    run_query,
    write_query,
)
from tests.support.servers import get

NESTED = """
{
  similarMovies(title: "Heat", k: 3) {
    results { movie { title genres { name } directors { name } } }
  }
}
"""


def test_a_nested_query_is_answered_with_the_network_cable_out(graphiql: OfflinePage) -> None:
    write_query(graphiql.page, NESTED)

    sent = run_query(graphiql.page).json()

    results = sent["data"]["similarMovies"]["results"]
    assert len(results) == 3
    assert all(result["movie"]["genres"] for result in results)
    expect(answer(graphiql.page)).to_contain_text(f'"title": "{results[0]["movie"]["title"]}"')
    assert graphiql.turned_away == []
    assert graphiql.errors == []


def test_every_ready_query_stands_in_a_tab_and_is_answered(graphiql: OfflinePage) -> None:
    tabs = graphiql.page.get_by_role("tab")
    expect(tabs).to_have_count(len(tabs_of_the_page()))

    for tab in tabs.all():
        tab.click()
        sent = run_query(graphiql.page).json()
        assert "errors" not in sent, tab.inner_text()
        assert None not in sent["data"].values(), tab.inner_text()

    assert graphiql.turned_away == []
    assert graphiql.errors == []


def test_a_query_and_variables_in_the_address_open_in_front_of_the_ready_ones(
    offline: OfflinePage, server: str
) -> None:
    query = "query Shared($id: ID!) {\n  movie(id: $id) { title }\n}"
    asked = urlencode({"query": query, "variables": '{"id": "862"}'})
    open_graphiql(offline, f"{server}/graphql?{asked}")

    expect(offline.page.get_by_role("tab").first).to_contain_text("Shared")
    assert run_query(offline.page).json()["data"] == {"movie": {"title": "Toy Story"}}


def test_a_shared_query_opens_for_somebody_who_was_here_before(
    graphiql: OfflinePage, server: str
) -> None:
    write_query(graphiql.page, "query Edited { __typename }")
    run_query(graphiql.page)
    open_graphiql(graphiql, f"{server}/graphql?query=query+Shared+%7B+__typename+%7D")

    selected = graphiql.page.get_by_role("tab", selected=True)
    expect(selected).to_contain_text("Shared")
    assert run_query(graphiql.page).json()["data"] == {"__typename": "Query"}


def test_the_address_of_an_edited_query_works_for_other_clients_too(graphiql: OfflinePage) -> None:
    write_query(graphiql.page, "query Edited { __typename }")
    run_query(graphiql.page)

    sent = get(graphiql.page.url, headers={"accept": "application/json"})
    assert sent.json()["data"] == {"__typename": "Query"}


def test_the_docs_describe_a_type(graphiql: OfflinePage) -> None:
    page = graphiql.page
    write_query(page, '{ __type(name: "SimilarMovies") { description } }')
    description = run_query(page).json()["data"]["__type"]["description"]

    page.get_by_role("button", name="Show Documentation Explorer").click()
    docs = page.locator(".graphiql-doc-explorer")
    docs.get_by_role("link", name="Query", exact=True).click()
    docs.get_by_role("link", name="SimilarMovies", exact=True).click()

    expect(docs).to_contain_text(description)
    assert graphiql.turned_away == []


def test_the_map_shows_the_types_with_the_network_cable_out(
    offline: OfflinePage, server: str
) -> None:
    page = offline.page
    page.goto(f"{server}/voyager")
    assert not offline.turned_away, "the map's files are not kept here; `make setup` fetches them"
    page.locator("svg #TYPE\\:\\:Movie").wait_for()

    expect(page.locator("svg #TYPE\\:\\:Movie")).to_contain_text("directors")
    assert offline.errors == []
