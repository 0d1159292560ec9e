import sys
from pathlib import Path

# The hand-made briefs are shared by this folder's tests.
sys.path.insert(0, str(Path(__file__).parent))
