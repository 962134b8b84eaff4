"""The same load with dlt: its rest_api source and write disposition merge, as dlt's documentation shows them.

Its one argument is a folder for dlt's working files. Its standard input is an object with api_base_url, token_url,
client_id, client_secret, refresh_token, realm_id, database_url, fecha_inicio and fecha_fin. The last line that it prints is
an object with the rows by entity. dlt has no notion of QuickBooks' paging, whose place is in the text of the query; all else
is dlt's own. Nested values stay JSON, which is quicker than dlt's child tables and nearer to what the project keeps.
"""

import json
import os
import sys
from typing import Any

os.environ["RUNTIME__DLTHUB_TELEMETRY"] = "false"
os.environ["RUNTIME__LOG_LEVEL"] = "ERROR"

import dlt  # noqa: E402
from dlt.sources.helpers import requests  # noqa: E402
from dlt.sources.helpers.rest_client.auth import BearerTokenAuth  # noqa: E402
from dlt.sources.helpers.rest_client.paginators import BasePaginator  # noqa: E402
from dlt.sources.rest_api import rest_api_source  # noqa: E402

PAGE_SIZE = 1000
ENTITIES = {"customers": "Customer", "items": "Item", "invoices": "Invoice"}


class QueryPaginator(BasePaginator):
    """Pages by STARTPOSITION in the text of the query."""

    def __init__(self) -> None:
        super().__init__()
        self._position = 1

    def init_request(self, request: Any) -> None:
        self._statement = request.params["query"]
        self._position = 1
        self.update_request(request)

    def update_state(self, response: Any, data: "list[Any] | None" = None) -> None:
        self._position += PAGE_SIZE
        self._has_next_page = len(data or []) == PAGE_SIZE

    def update_request(self, request: Any) -> None:
        request.params["query"] = f"{self._statement} startposition {self._position} maxresults {PAGE_SIZE}"


def resource(name: str, entity: str, start: str, end: str) -> "dict[str, Any]":
    where = f"MetaData.LastUpdatedTime >= '{start}' and MetaData.LastUpdatedTime < '{end}'"
    if entity in ("Customer", "Item"):
        where = f"Active in (true, false) and {where}"
    return {
        "name": name,
        "primary_key": "Id",
        "write_disposition": "merge",
        "max_table_nesting": 0,
        "endpoint": {
            "path": "query",
            "params": {
                "query": f"select * from {entity} where {where} orderby MetaData.LastUpdatedTime",
                "minorversion": "75",
            },
            "data_selector": f"QueryResponse.{entity}",
            "paginator": QueryPaginator(),
        },
    }


def main() -> None:
    plan = json.load(sys.stdin)
    token = requests.post(
        plan["token_url"],
        data={"grant_type": "refresh_token", "refresh_token": plan["refresh_token"]},
        auth=(plan["client_id"], plan["client_secret"]),
    ).json()["access_token"]
    source = rest_api_source(
        {
            "client": {
                "base_url": f"{plan['api_base_url']}/v3/company/{plan['realm_id']}/",
                "headers": {"Accept": "application/json"},
                "auth": BearerTokenAuth(token),
            },
            "resources": [
                resource(name, entity, plan["fecha_inicio"], plan["fecha_fin"]) for name, entity in ENTITIES.items()
            ],
        }
    )
    pipeline = dlt.pipeline(
        pipeline_name="quickbooks",
        destination=dlt.destinations.postgres(plan["database_url"]),
        dataset_name="quickbooks",
        pipelines_dir=sys.argv[1],
    )
    pipeline.run(source)
    counts = pipeline.last_trace.last_normalize_info.row_counts
    print(json.dumps({name: counts.get(name, 0) for name in ENTITIES}))


main()
