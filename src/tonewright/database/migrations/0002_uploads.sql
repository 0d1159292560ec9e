-- What users sent. Bytes are kept once, however often they are sent, and go with the last upload that holds them.

CREATE TABLE blobs (
    key text PRIMARY KEY,
    sha256 text NOT NULL,  -- hex
    size bigint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    stored_at timestamptz  -- NULL while the file is on its way into storage
);

CREATE UNIQUE INDEX blobs_stored ON blobs (sha256) WHERE stored_at IS NOT NULL;
CREATE INDEX blobs_on_their_way ON blobs (created_at) WHERE stored_at IS NULL;

CREATE TABLE uploads (
    item text PRIMARY KEY,
    user_number bigint NOT NULL REFERENCES users ON DELETE CASCADE,
    user_id text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('midi', 'job_audio', 'job_midi')),
    name text NOT NULL,
    media_type text NOT NULL,
    key text NOT NULL REFERENCES blobs,
    created_at timestamptz NOT NULL DEFAULT now()
);

-- What a job works on has the job's item and is forgotten with it.
ALTER TABLE jobs DROP CONSTRAINT jobs_kind_check;
ALTER TABLE jobs ADD CONSTRAINT jobs_kind_check CHECK (kind IN ('song', 'instrumental', 'split', 'clone'));

CREATE INDEX jobs_of_bytes ON jobs (user_number, (request ->> 'sha256')) WHERE kind = 'split';

CREATE INDEX uploads_newest ON uploads (user_number, kind, created_at DESC, item DESC);
CREATE INDEX uploads_of_blob ON uploads (key);
