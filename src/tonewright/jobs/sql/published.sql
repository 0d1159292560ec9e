-- name: find_states
-- Find only whose some jobs are and how they stand.
SELECT item, user_number, user_id, status FROM jobs WHERE item = ANY(%(items)s);

-- name: find_file
-- Find one file of a job and the title it is named for, whoever's it is.
SELECT files -> %(kind)s AS file, coalesce(facts ->> 'title', request ->> 'title', '') AS title
FROM jobs
WHERE item = %(item)s AND files ? %(kind)s;

-- name: count_workers
-- Count the workers that have given a sign of life lately.
SELECT count(*) AS workers
FROM procrastinate_workers
WHERE last_heartbeat > now() - make_interval(secs => %(within_s)s);
