-- Optuna's schema, version 12, revision v3.2.0.a, as Optuna 3.2 to 5.0 write it. The column trials.value is ours: Optuna
-- selects columns by name and does not see it.
CREATE TABLE studies (study_id INTEGER NOT NULL, study_name VARCHAR(512) NOT NULL, PRIMARY KEY (study_id));
CREATE UNIQUE INDEX ix_studies_study_name ON studies (study_name);
CREATE TABLE version_info (version_info_id INTEGER NOT NULL, schema_version INTEGER, library_version VARCHAR(256), PRIMARY KEY (version_info_id), CHECK (version_info_id=1));
CREATE TABLE study_directions (study_direction_id INTEGER NOT NULL, direction VARCHAR(8) NOT NULL, study_id INTEGER NOT NULL, objective INTEGER NOT NULL, PRIMARY KEY (study_direction_id), UNIQUE (study_id, objective), FOREIGN KEY(study_id) REFERENCES studies (study_id));
CREATE TABLE study_user_attributes (study_user_attribute_id INTEGER NOT NULL, study_id INTEGER, "key" VARCHAR(512), value_json TEXT, PRIMARY KEY (study_user_attribute_id), UNIQUE (study_id, "key"), FOREIGN KEY(study_id) REFERENCES studies (study_id));
CREATE TABLE study_system_attributes (study_system_attribute_id INTEGER NOT NULL, study_id INTEGER, "key" VARCHAR(512), value_json TEXT, PRIMARY KEY (study_system_attribute_id), UNIQUE (study_id, "key"), FOREIGN KEY(study_id) REFERENCES studies (study_id));
CREATE TABLE trials (trial_id INTEGER NOT NULL, number INTEGER, study_id INTEGER, state VARCHAR(8) NOT NULL, datetime_start DATETIME, datetime_complete DATETIME, value FLOAT, PRIMARY KEY (trial_id), FOREIGN KEY(study_id) REFERENCES studies (study_id));
CREATE INDEX ix_trials_study_id ON trials (study_id);
CREATE TABLE trial_user_attributes (trial_user_attribute_id INTEGER NOT NULL, trial_id INTEGER, "key" VARCHAR(512), value_json TEXT, PRIMARY KEY (trial_user_attribute_id), UNIQUE (trial_id, "key"), FOREIGN KEY(trial_id) REFERENCES trials (trial_id));
CREATE TABLE trial_system_attributes (trial_system_attribute_id INTEGER NOT NULL, trial_id INTEGER, "key" VARCHAR(512), value_json TEXT, PRIMARY KEY (trial_system_attribute_id), UNIQUE (trial_id, "key"), FOREIGN KEY(trial_id) REFERENCES trials (trial_id));
CREATE TABLE trial_params (param_id INTEGER NOT NULL, trial_id INTEGER, param_name VARCHAR(512), param_value FLOAT, distribution_json TEXT, PRIMARY KEY (param_id), UNIQUE (trial_id, param_name), FOREIGN KEY(trial_id) REFERENCES trials (trial_id));
CREATE TABLE trial_values (trial_value_id INTEGER NOT NULL, trial_id INTEGER NOT NULL, objective INTEGER NOT NULL, value FLOAT, value_type VARCHAR(7) NOT NULL, PRIMARY KEY (trial_value_id), UNIQUE (trial_id, objective), FOREIGN KEY(trial_id) REFERENCES trials (trial_id));
CREATE TABLE trial_intermediate_values (trial_intermediate_value_id INTEGER NOT NULL, trial_id INTEGER NOT NULL, step INTEGER NOT NULL, intermediate_value FLOAT, intermediate_value_type VARCHAR(7) NOT NULL, PRIMARY KEY (trial_intermediate_value_id), UNIQUE (trial_id, step), FOREIGN KEY(trial_id) REFERENCES trials (trial_id));
CREATE TABLE trial_heartbeats (trial_heartbeat_id INTEGER NOT NULL, trial_id INTEGER NOT NULL, heartbeat DATETIME NOT NULL, PRIMARY KEY (trial_heartbeat_id), UNIQUE (trial_id), FOREIGN KEY(trial_id) REFERENCES trials (trial_id));
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));

-- Trialog's own tables. trialog_position says which log these rows reflect, and up to where.
CREATE TABLE trialog_position (id INTEGER PRIMARY KEY CHECK (id = 1), study_id TEXT NOT NULL, position INTEGER NOT NULL, head_hash TEXT NOT NULL, projection_version INTEGER NOT NULL, trials INTEGER NOT NULL);
CREATE TABLE trialog_study ("key" TEXT PRIMARY KEY, value_json TEXT);
-- What Optuna has no place for: true state (a voided trial is FAIL to Optuna), order of telling, attempts, why pruned or failed.
CREATE TABLE trialog_trials (trial_id INTEGER PRIMARY KEY, state TEXT NOT NULL, voided INTEGER NOT NULL, told_order INTEGER, value REAL, attempt INTEGER NOT NULL, restart INTEGER NOT NULL, runner TEXT NOT NULL, error TEXT, prune_step INTEGER, prune_rule TEXT, prune_threshold REAL, prune_compared REAL, prune_count INTEGER, prune_rung INTEGER);
-- Original distributions of parameters that Optuna can't express; trial_params holds the smallest that contains them.
CREATE TABLE trialog_params (trial_id INTEGER NOT NULL, param_name TEXT NOT NULL, distribution_json TEXT NOT NULL, PRIMARY KEY (trial_id, param_name)) WITHOUT ROWID;
-- Metrics beside the objectives; NULL where the value is NaN.
CREATE TABLE trialog_metrics (trial_id INTEGER NOT NULL, metric TEXT NOT NULL, value REAL, PRIMARY KEY (trial_id, metric)) WITHOUT ROWID;
-- The intermediate values of the other metrics; those of the objective are trial_intermediate_values. NULL is NaN.
CREATE TABLE trialog_values (trial_id INTEGER NOT NULL, metric TEXT NOT NULL, step INTEGER NOT NULL, value REAL, PRIMARY KEY (trial_id, metric, step)) WITHOUT ROWID;
CREATE TABLE trialog_constraints (trial_id INTEGER NOT NULL, name TEXT NOT NULL, value REAL, PRIMARY KEY (trial_id, name)) WITHOUT ROWID;
-- The attempts whose jobs are known; changed_at is when the last state was seen.
CREATE TABLE trialog_jobs (trial_id INTEGER NOT NULL, attempt INTEGER NOT NULL, restart INTEGER NOT NULL, token TEXT NOT NULL, executor TEXT NOT NULL, native_id TEXT NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL, exit_code INTEGER, signal INTEGER, intended_at DATETIME NOT NULL, changed_at DATETIME NOT NULL, node TEXT NOT NULL, submitted_at DATETIME, started_at DATETIME, run_seconds REAL NOT NULL, resources_json TEXT NOT NULL, PRIMARY KEY (trial_id, attempt)) WITHOUT ROWID;
