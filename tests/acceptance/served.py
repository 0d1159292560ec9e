"""A real `tonewright serve` with the real engine, as a user runs it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import psutil
from processes import eventually, lives

ROOT = Path(__file__).parents[2]
TONEWRIGHT = str(Path(sys.executable).parent / "tonewright")


class Served:
    """A server on a data folder and a free port; it can be killed and started again."""

    def __init__(self, folder, **environment):
        self.environment = environment
        self.data = folder / "data with a space"
        self.log = folder / "serve.log"
        self.everyone = set()

    def start(self):
        """Start it and wait for its address. The first start's output holds the token."""
        command = [TONEWRIGHT, "serve", "--port", "0", "--data", str(self.data), "--workers", "1"]
        environment = {k: v for k, v in os.environ.items() if not k.startswith("TONEWRIGHT_")} | self.environment
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=log, text=True, env=environment, cwd=self.log.parent
            )
        self.said = []
        for line in self.process.stdout:
            self.said.append(line)
            if address := re.search(r"listens on (http\S+),", line):
                self.url = address[1]
                return self
        raise AssertionError(f"it did not start: {self.log.read_text()}")

    def command(self, *arguments):
        """Run another tonewright command on the same data folder."""
        done = subprocess.run(
            [TONEWRIGHT, *arguments, "--data", str(self.data)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def family(self):
        """All processes of the server, which are remembered."""
        found = [psutil.Process(self.process.pid), *psutil.Process(self.process.pid).children(recursive=True)]
        self.everyone.update(found)
        return found

    def kill(self):
        """kill -9 of the parent alone; everything else has to end by itself."""
        self.family()
        self.process.kill()
        self._bury()

    def stop(self):
        """SIGTERM, as an operator's supervisor does; the server ends in peace."""
        self.family()
        self.process.terminate()
        self._bury()
        assert self.process.returncode == 0

    def _bury(self):
        self.process.wait(30)
        self.process.stdout.close()
        eventually(lambda: not [p for p in self.everyone if lives(p)])
