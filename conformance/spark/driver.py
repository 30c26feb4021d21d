"""Runs exported programs on a real Spark, batch by batch, all in one JVM.

    driver.py MANIFEST RESULTS

MANIFEST is the JSON that manifest.ts writes; RESULTS gets one JSON object a line, a case each:
{"id", "sparkVersion", "refused"?, "queries": {sink: {"columns", "batches", "fails"?}}}.

Each program's build() is used as it is. Its start() is not: every batch's rows have to be caught, so the driver
attaches a writer of its own with the output mode and trigger that the program's sink has, and feeds the sources
step by step where the program would write all its rows at once.
"""

import base64
import datetime
import decimal
import json
import math
import os
import re
import shutil
import struct
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

os.environ["TZ"] = "UTC"
time.tzset()

from pyspark.sql import DataFrame, SparkSession  # noqa: E402
from pyspark.sql import functions as F  # noqa: E402
from pyspark.sql import types as T  # noqa: E402

WORK = tempfile.mkdtemp(
    prefix="millrace-spark-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None
)
FIRST_FILE_TIME = 1_700_000_000
TRIES = 4
WIDE = decimal.Context(prec=80)
# Cases wait for Spark's own bookkeeping more than they compute.
THREADS = 3


def create_session() -> SparkSession:
    session = (
        SparkSession.builder.master("local[2]")
        .appName("millrace-conformance")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.memory", "1g")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.sql.warehouse.dir", os.path.join(WORK, "warehouse"))
        .config("spark.driver.extraJavaOptions", "-Duser.timezone=UTC")
        # Small queries spend their time in compiling; what they compute is the same without.
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    return session


def json_value(value, kind: T.DataType):
    """A collected value as the command line's JSON carries it."""
    if value is None:
        return None
    if isinstance(kind, T.StructType):
        return {field.name: json_value(value[i], field.dataType) for i, field in enumerate(kind)}
    if isinstance(kind, T.ArrayType):
        return [json_value(item, kind.elementType) for item in value]
    if isinstance(kind, T.MapType):
        return {str(key): json_value(item, kind.valueType) for key, item in value.items()}
    if isinstance(value, bool) or isinstance(value, str):
        return value
    if isinstance(value, datetime.datetime):
        text = value.strftime("%Y-%m-%dT%H:%M:%S").zfill(19)
        fraction = f"{value.microsecond:06d}".rstrip("0")
        return f"{text}{'.' + fraction if fraction else ''}Z"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, decimal.Decimal):
        # Small numbers come with more digits than their type has: on the way here 1E-10 is written 100E-12.
        return format(value.quantize(decimal.Decimal(1).scaleb(-kind.scale), context=WIDE), "f")
    if isinstance(value, datetime.timedelta):
        return str(value)
    if isinstance(value, int):
        return value if abs(value) <= 2**53 else str(value)
    if isinstance(value, float):
        if isinstance(kind, T.FloatType):
            value = shortest_float(value)
        if math.isnan(value):
            return "NaN"
        if math.isinf(value):
            return "Infinity" if value > 0 else "-Infinity"
        return int(value) if value == int(value) and abs(value) < 1e21 else value
    return str(value)


def shortest_float(value):
    """The double with the fewest digits that is this number as a 32-bit float, as Spark itself would print it."""
    if not math.isfinite(value):
        return value
    for digits in range(1, 10):
        shorter = float(f"{value:.{digits}g}")
        if abs(shorter) < 3.4028236e38 and struct.pack("f", shorter) == struct.pack("f", value):
            return shorter
    return value


def is_moment(kind: T.DataType) -> bool:
    return isinstance(kind, (T.TimestampType, T.DateType))


def fetched(name: str, kind: T.DataType):
    if not is_moment(kind):
        return F.col(name)
    number = F.unix_date(name) if isinstance(kind, T.DateType) else F.unix_micros(name)
    return number.alias(name)


def moment_text(number, kind: T.DataType):
    return date_text(number) if isinstance(kind, T.DateType) else instant_text(number)


def instant_text(micros):
    """ISO text of microseconds since 1970, also for years that Python's own dates do not reach."""
    if micros is None:
        return None
    seconds, fraction = divmod(micros, 1_000_000)
    days, rest = divmod(seconds, 86_400)
    text = f"{rest // 3600:02d}:{rest // 60 % 60:02d}:{rest % 60:02d}"
    tail = f".{fraction:06d}".rstrip("0") if fraction else ""
    return f"{date_text(days)}T{text}{tail}Z"


def date_text(days):
    """ISO text of days since 1970, for any year."""
    if days is None:
        return None
    year, month, day = civil_date(days)
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return f"{sign}{abs(year):04d}-{month:02d}-{day:02d}"


def civil_date(days):
    """Year, month and day of days since 1970 in the proleptic Gregorian calendar."""
    shifted = days + 719_468
    era, of_era = divmod(shifted, 146_097)
    year_of_era = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    day_of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    march_month = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * march_month + 2) // 5 + 1
    month = march_month + 3 if march_month < 10 else march_month - 9
    return year_of_era + era * 400 + (1 if month <= 2 else 0), month, day


def collect(frame: DataFrame):
    """Rows as arrays of JSON values. Moments are fetched as numbers; Python's own times end at the year 9999."""
    fields = list(frame.schema)
    plain = frame.toDF(*[f"c{i}" for i in range(len(fields))])
    columns = [fetched(f"c{i}", field.dataType) for i, field in enumerate(fields)]
    rows = plain.select(*columns).collect() if columns else plain.collect()
    return [
        [
            moment_text(row[i], field.dataType) if is_moment(field.dataType) else json_value(row[i], field.dataType)
            for i, field in enumerate(fields)
        ]
        for row in rows
    ]


def columns_of(frame: DataFrame):
    return [[field.name, field.dataType.simpleString()] for field in frame.schema]


def error_class(error) -> str:
    """The most telling error class that an exception names."""
    text = str(error)
    around = ("STREAM_FAILED", "FOREACH_BATCH_USER_FUNCTION_ERROR")
    found = [name for name in re.findall(r"\[([A-Z][A-Z0-9_]+(?:\.[A-Z0-9_]+)*)\]", text) if name not in around]
    parsing = [name for name in found if name.startswith("MALFORMED_RECORD_IN_PARSING")]
    if parsing or found:
        return (parsing or found)[-1]
    # What a writer's function ends with is Python's; the cause is the last that it names.
    causes = re.findall(r"(?:terminated with exception|^pyspark\.errors\.[\w.]+): (.*?)(?: SQLSTATE|\n|$)", text, re.M)
    if causes:
        return re.sub(r"#\d+", "", causes[-1])[:160].strip()
    for method in ("getCondition", "getErrorClass"):
        try:
            name = getattr(error, method)()
            if name:
                return name
        except Exception:
            pass
    return type(error).__name__ + ": " + text.split("\n")[0][:200]


def sources_of(report: dict):
    """Names of a query's sources, and of those that a batch took something of. A source is named by its folder."""
    names = {os.path.basename(source["description"].rstrip("]")): source for source in report["sources"]}
    return set(names), {name for name, source in names.items() if source["endOffset"] != source["startOffset"]}


class CaseRun:
    def __init__(self, session: SparkSession, case: dict):
        self.case = case
        self.folder = os.path.join(WORK, re.sub(r"\W", "_", case["id"]))
        # By sink: for each batch, all sources, and those that it took something of.
        self.moves = {}
        self.spark = session.newSession()
        self.spark.conf.set("spark.sql.session.timeZone", case["timeZone"])
        for name, value in case["conf"].items():
            self.spark.conf.set(name, value)

    def run(self) -> dict:
        for node in self.case["steps"]:
            os.makedirs(os.path.join(self.folder, node), exist_ok=True)
        self.write_steps(self.case["static"], 0, None)
        try:
            return self.run_batch() if self.case["mode"] == "batch" else self.run_stream()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def frames(self) -> dict:
        program = {"__name__": "exported", "__file__": os.path.join(self.folder, "program.py")}
        text = self.case["program"].replace("/@FOLDER@", self.folder)
        exec(compile(text, self.case["id"], "exec"), program)
        program["replay"] = lambda name, *_: os.path.join(self.folder, name)
        return program["build"](self.spark)

    def run_batch(self) -> dict:
        self.write_steps(self.case["steps"], 0, None)
        queries = {}
        try:
            frames = self.frames()
        except Exception as error:
            return {"refused": error_class(error), "queries": {}}
        for sink in self.case["sinks"]:
            frame = frames[sink["nodeId"]]
            query = {"columns": columns_of(frame), "batches": []}
            try:
                rows = collect(frame)
                batch = {"batchId": 0, "rows": rows, "watermark": None, "stateRows": [], "lateRows": [], "nodes": {}}
                query["batches"].append(batch)
            except Exception as error:
                query["fails"] = error_class(error)
            queries[sink["nodeId"]] = query
        return {"queries": queries}

    def run_stream(self) -> dict:
        results = {}
        running = []
        for number, run in enumerate(self.case["runs"] or [{"from": 0, "to": 0, "restarts": False}]):
            ends = self.case["sinks"] and all(
                sink["trigger"] in ("once", "available-now") for sink in self.case["sinks"]
            )
            if ends or run["restarts"]:
                self.stop(running)
                running = []
            if not ends and not running:
                try:
                    running = self.start(results)
                except Exception as error:
                    return {"refused": error_class(error), "queries": {}}
            streams = [node for node in self.case["steps"] if node not in self.case["static"]]
            self.write_steps(streams, run["from"], run["to"], running)
            if ends and (number + 1 == len(self.case["runs"]) or self.case["runs"][number + 1]["restarts"]):
                try:
                    running = self.start(results)
                except Exception as error:
                    return {"refused": error_class(error), "queries": {}}
            for sink, query, _ in running:
                try:
                    if ends:
                        query.awaitTermination()
                    else:
                        query.processAllAvailable()
                except Exception as error:
                    results[sink["nodeId"]]["fails"] = error_class(error)
            self.take_progress(results, running)
        self.stop(running)
        return {"queries": results}

    def start(self, results: dict) -> list:
        frames = self.frames()
        running = []
        try:
            for sink in self.case["sinks"]:
                node = sink["nodeId"]
                frame = frames[node]
                if sink.get("fileFormat") and sink["outputMode"] != "append":
                    self.start_files(frame, sink).stop()
                result = results.setdefault(node, {"columns": columns_of(frame), "batches": []})
                caught = {}

                def catch(batch, batch_id, caught=caught):
                    caught[batch_id] = collect(batch)

                writer = (
                    frame.writeStream.outputMode(sink["outputMode"])
                    .option("checkpointLocation", os.path.join(self.folder, "checkpoint", node))
                    .foreachBatch(catch)
                )
                if sink["trigger"] == "once":
                    writer = writer.trigger(once=True)
                if sink["trigger"] == "available-now":
                    writer = writer.trigger(availableNow=True)
                running.append((sink, writer.start(), caught))
                del result
        except Exception:
            self.stop(running)
            raise
        return running

    def start_files(self, frame: DataFrame, sink: dict):
        """The query on a sink of files, where it is the sink that takes no such output mode."""
        writer = frame.writeStream.outputMode(sink["outputMode"]).format(sink["fileFormat"])
        checkpoint = os.path.join(self.folder, "checkpoint of files", sink["nodeId"])
        return writer.option("checkpointLocation", checkpoint).start(os.path.join(self.folder, "written", sink["nodeId"]))

    def take_progress(self, results: dict, running: list) -> None:
        for sink, query, caught in running:
            batches = results[sink["nodeId"]]["batches"]
            known = {batch["batchId"] for batch in batches}
            for progress in query.recentProgress:
                report = json.loads(progress.json)
                batch_id = report["batchId"]
                # An idle report carries the number of the batch that comes next.
                is_idle = "addBatch" not in report["durationMs"]
                if is_idle or batch_id in known or batch_id not in caught:
                    continue
                known.add(batch_id)
                self.moves.setdefault(sink["nodeId"], []).append(sources_of(report))
                operators = report.get("stateOperators", [])
                batches.append(
                    {
                        "batchId": batch_id,
                        "rows": caught[batch_id],
                        "watermark": report.get("eventTime", {}).get("watermark"),
                        "stateRows": [operator["numRowsTotal"] for operator in operators],
                        "lateRows": [operator["numRowsDroppedByWatermark"] for operator in operators],
                        "nodes": {
                            name: metrics["rows"] for name, metrics in sorted(report.get("observedMetrics", {}).items())
                        },
                    }
                )

    def is_torn(self) -> bool:
        """Whether a query looked while a step was being put into several folders, and took a part of it for the whole."""
        looking = [sink["nodeId"] for sink in self.case["sinks"] if sink["trigger"] in ("default", "processing-time")]
        for batches in (self.moves.get(sink, []) for sink in looking):
            sources = set().union(*(names for names, _ in batches))
            steps = {name: self.case["steps"][name] for name in sources}
            if len(sources) < 2 or any(len(files) > 1 for files in sum(steps.values(), [])):
                continue
            count = max(map(len, steps.values()))
            wanted = [{name for name in sources if any(steps[name][step : step + 1])} for step in range(count)]
            taken = [moved for _, moved in batches if moved]
            if taken != [names for names in wanted if names][: len(taken)]:
                return True
        return False

    def stop(self, running: list) -> None:
        for _, query, _ in running:
            try:
                query.stop()
            except Exception:
                pass

    def write_steps(self, nodes, first: int, last, running=()) -> None:
        written = []
        for node in nodes:
            for step, files in enumerate(self.case["steps"][node]):
                if step < first or (last is not None and step >= last):
                    continue
                for index, file in enumerate(files):
                    path = os.path.join(self.folder, node, file["name"])
                    seconds = FIRST_FILE_TIME + step * 100 + index
                    written.append((self.write_hidden(path, len(written), file, seconds), path))
        # All at once: a query that looks in between would plan a batch of some of them.
        locks = [query._jsq.streamingQuery().awaitProgressLock() for _, query, _ in running]
        for lock in locks:
            lock.lock()
        try:
            for hidden, path in written:
                os.rename(hidden, path)
        finally:
            for lock in locks:
                lock.unlock()

    def write_hidden(self, path: str, number: int, file: dict, seconds: int) -> str:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        hidden = os.path.join(os.path.dirname(path), f".{number}." + os.path.basename(path))
        with open(hidden, "wb") as out:
            text = file.get("base64")
            out.write(base64.b64decode(text) if text is not None else file.get("text", "").encode())
        os.utime(hidden, (seconds, seconds))
        return hidden


def run_case(session: SparkSession, case: dict) -> dict:
    for _ in range(TRIES):
        try:
            run = CaseRun(session, case)
            result = run.run()
            if not run.is_torn():
                break
        except Exception as error:
            result = {"broken": repr(error)[:2000], "queries": {}}
            break
    return {"id": case["id"], "sparkVersion": session.version, **result}


def main() -> None:
    with open(sys.argv[1], encoding="utf-8") as source:
        manifest = json.load(source)
    session = create_session()
    try:
        with open(sys.argv[2], "w", encoding="utf-8") as out:
            with ThreadPoolExecutor(max_workers=THREADS) as pool:
                results = pool.map(lambda case: run_case(session, case), manifest["cases"])
                for number, result in enumerate(results):
                    out.write(json.dumps(result, ensure_ascii=False) + "\n")
                    out.flush()
                    print(f"{number + 1}/{len(manifest['cases'])} {result['id']}", flush=True)
    finally:
        session.stop()
        shutil.rmtree(WORK, ignore_errors=True)


if __name__ == "__main__":
    main()
