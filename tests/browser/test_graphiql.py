"""What a newcomer does in GraphiQL, with every request to another machine turned away."""

from playwright.sync_api import expect

from server import ide
from tests.browser.chromium import OfflinePage, answer, open_graphiql, run_query, write_query

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
    expect(tabs).to_have_count(len(ide.tabs()))

    for tab in tabs.all():
        tab.click()
        sent = run_query(graphiql.page).json()
        assert "errors" not in sent, tab.inner_text()
        assert None not in sent["data"].values(), tab.inner_text()

    assert graphiql.turned_away == []
    assert graphiql.errors == []


def test_a_query_in_the_address_opens_in_front_of_the_ready_ones(
    offline: OfflinePage, server: str
) -> None:
    open_graphiql(offline, f"{server}/graphql?q=query%20Shared%20%7B%20__typename%20%7D")

    expect(offline.page.get_by_role("tab").first).to_contain_text("Shared")
    assert run_query(offline.page).json()["data"] == {"__typename": "Query"}


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
