-- name: take_turn
-- Take the turn to look after the queue, for this transaction; others skip theirs.
SELECT pg_try_advisory_xact_lock(hashtext('tonewright rescue')) AS taken;

-- name: unattended
-- List what workers are said to be doing that they know nothing of: the answer to their fetch was lost.
SELECT id FROM procrastinate_jobs
WHERE status = 'doing' AND worker_id = ANY(%(workers)s::bigint[]) AND id <> ALL(%(running)s::bigint[]);
