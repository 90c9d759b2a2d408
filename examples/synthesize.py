"""Synthesizes every example in one process: `synthesize.py OUT`. Each gets the folder of its name in OUT, as the CDK CLI would give it one."""

import runpy
import shutil
import sys
from pathlib import Path

EXAMPLES = Path(__file__).parent


def synthesize(file: Path) -> str:
    known = set(sys.modules)
    sys.path.insert(0, str(file.parent))
    try:
        return runpy.run_path(str(file))["app"].synth().directory
    finally:
        sys.path.pop(0)
        for name in [
            "hub",
            "names",
            "spoke",
        ]:  # two examples may have modules of one name
            sys.modules.pop(name, None)


for app in sorted(EXAMPLES.glob("**/app.py")):
    if ".venv" not in app.parts:
        shutil.copytree(
            synthesize(app), Path(sys.argv[1]) / app.parent.relative_to(EXAMPLES)
        )
