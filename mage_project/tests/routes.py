"""
Prints a path for every route of Mage's web server, and for every resource of its API. mage-port.test.ts requests these paths.
The names and numbers in them do not exist, so a request changes nothing.
"""

import json
import re
from pathlib import Path

NUMBER, NAME = "999999", "nothing"
PARENTS = "pipelines pipeline_schedules pipeline_runs block_runs backfills files users".split()
CHILDREN = """
    blocks pipeline_runs pipeline_schedules pipeline_triggers pipeline_interactions variables logs outputs backfills downloads
    file_versions configuration_options widgets extension_options interactions git_files users permissions
""".split()


def main():
    from mage_ai.api import resources
    from mage_ai.server.server import make_app

    names = [plural(file.stem) for file in Path(resources.__file__).parent.glob("?*Resource.py")]
    patterns = [rule.matcher.regex.pattern for rule in make_app().wildcard_router.rules]
    print(json.dumps(sorted({path for pattern in patterns for path in samples(pattern, names)})))


def plural(class_name):
    import inflection

    return inflection.underscore(inflection.pluralize(class_name.removesuffix("Resource")))


def samples(pattern, names):
    simple = re.sub(r"\[[^\]]*\]", "any", pattern.rstrip("$")).replace("\\.", ".")
    for optional in ("", r"\1"):  # without what is optional, and with it
        one = re.sub(r"(?:\(\?:([^()]*)\)|(/))\?$", optional + (r"\2" if optional else ""), simple)
        for resource in names if r"(?P<resource>\w+)" in one else [""]:
            for child in children_of(resource) if r"(?P<child>\w+)" in one else [""]:
                for name in (NUMBER, NAME):
                    yield filled(one, {"resource": resource, "child": child}, name) or "/"


def children_of(resource):
    """One stands for all where Mage's own pages ask for none."""
    return CHILDREN if resource in PARENTS else CHILDREN[:1]


def filled(pattern, given, name):
    def value(group):
        is_literal = re.fullmatch(r"[a-z_.]+", group["what"]) and "any" not in group["what"]
        return group["what"] if is_literal else given.get(group["name"]) or name

    return re.sub(r"\((?:\?P<(?P<name>\w+)>)?(?P<what>[^()]*)\)", value, pattern)


main()
