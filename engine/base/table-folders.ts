/** Hive's name for the folder of rows whose partition column is null or empty. */
export const NULL_PARTITION = '__HIVE_DEFAULT_PARTITION__';

/** The log that a file sink keeps below its target (semantics 11.4): it, not the folder, says what there is to read. */
export const SINK_LOG_FOLDER = '_spark_metadata';
