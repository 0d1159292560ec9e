"""The README's examples, run as they stand against a real server."""

import re
import shutil
import subprocess
import sys
import zipfile

import pytest
import soundfile
from mutagen.mp3 import MP3
from served import ROOT, Served

pytestmark = pytest.mark.xdist_group("serve")

EXAMPLES = dict(
    re.findall(r"<!-- example: (\w+) -->\n```\w+\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
)


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    served = Served(tmp_path_factory.mktemp("readme")).start()
    token = served.command("token", "create").strip()
    yield {"PATH": "/usr/local/bin:/usr/bin:/bin", "TONEWRIGHT_URL": served.url, "TONEWRIGHT_TOKEN": token}
    served.stop()


def run(command, text, folder, environment):
    done = subprocess.run(
        command,
        input=text,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_readme_starts_with_what_it_is_and_the_two_commands():
    text = (ROOT / "README.md").read_text("utf-8")
    assert text.index("make demo") < text.index("make test") < text.index("## ")


def test_the_curl_example_downloads_an_mp3(tmp_path, environment):
    run(["sh", "-eu"], EXAMPLES["curl"], tmp_path, environment)
    assert MP3(tmp_path / "beat.mp3").info.length == pytest.approx(20, abs=1)


def test_the_javascript_example_downloads_stems_of_a_song(tmp_path, environment):
    assert shutil.which("node"), "Node.js is needed to run the README's JavaScript"
    said = run(["node", "--input-type=module", "-"], EXAMPLES["javascript"], tmp_path, environment)
    assert "COMPLETED 100" in said
    assert {"vocals.wav", "song.mid", "lyrics.lrc", "manifest.json"} <= set(
        zipfile.ZipFile(tmp_path / "song-stems.zip").namelist()
    )


def test_the_python_example_downloads_a_wav(tmp_path, environment):
    said = run([sys.executable, "-"], EXAMPLES["python"], tmp_path, environment)
    assert "122" in said
    assert soundfile.info(tmp_path / "night.wav").duration == pytest.approx(20, abs=1)
