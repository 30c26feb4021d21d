"""Evaluates every case of the expression tables on Spark and writes what differs.

    python compare.py CASES.json RESULT.json

CASES.json is what dump-cases.ts writes: the schema as DDL, one row, and the cases. RESULT.json gets {sparkVersion, cases,
passed, differences}; each difference has the expression, a text and, where it is meant to be, the reason. Values are
compared in the JSON form of docs/command-line.md.
"""

import datetime
import decimal
import json
import math
import os
import re
import struct
import sys
import tempfile

os.environ["TZ"] = "UTC"

from pyspark.errors import PySparkException  # noqa: E402
from pyspark.sql import Column, DataFrame, SparkSession, functions, types  # noqa: E402

# Integers up to this size are numbers in JSON, larger ones strings.
EXACT_INTEGER_MAX = 2**53
EPOCH = datetime.datetime(1970, 1, 1)
MICROSECOND = datetime.timedelta(microseconds=1)


def start_spark() -> SparkSession:
    spark = (
        SparkSession.builder.master("local[1]")
        .appName("millrace-expressions")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.memory", "1g")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.warehouse.dir", os.path.join(tempfile.gettempdir(), "millrace-warehouse"))
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("OFF")
    return spark


def one_row(spark: SparkSession, ddl: str, row: list) -> DataFrame:
    """A frame of one row, made so that Spark runs a projection over it and does not fold it."""
    schema = types.StructType.fromDDL(ddl)
    values = tuple(from_json(value, field.dataType) for value, field in zip(row, schema.fields))
    return spark.createDataFrame(spark.sparkContext.parallelize([values], 1), schema)


def from_json(value, kind):
    """A value of the JSON form as PySpark takes it."""
    if value is None:
        return None
    if isinstance(kind, types.TimestampType):
        return datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
    if isinstance(kind, types.DateType):
        return datetime.date.fromisoformat(value)
    if isinstance(kind, types.DecimalType):
        return decimal.Decimal(value)
    if isinstance(kind, types.LongType):
        return int(value)
    if isinstance(kind, (types.DoubleType, types.FloatType)):
        return float(value)
    if isinstance(kind, types.ArrayType):
        return [from_json(element, kind.elementType) for element in value]
    if isinstance(kind, types.StructType):
        return tuple(from_json(value[field.name], field.dataType) for field in kind.fields)
    return value


def to_json(value, kind):
    """A collected value in the JSON form."""
    if value is None:
        return None
    if isinstance(kind, types.LongType):
        return value if abs(value) <= EXACT_INTEGER_MAX else str(value)
    if isinstance(kind, types.FloatType):
        return shortest_float(value) if math.isfinite(value) else special(value)
    if isinstance(kind, types.DoubleType):
        return value if math.isfinite(value) else special(value)
    if isinstance(kind, types.DecimalType):
        return format(value, "f")
    if isinstance(kind, types.TimestampType):
        return iso_timestamp(value if isinstance(value, int) else (value - EPOCH) // MICROSECOND)
    if isinstance(kind, types.DateType):
        return iso_date(value) if isinstance(value, int) else value.isoformat()
    if isinstance(kind, types.ArrayType):
        return [to_json(element, kind.elementType) for element in value]
    if isinstance(kind, types.StructType):
        return {field.name: to_json(part, field.dataType) for field, part in zip(kind.fields, value)}
    return value


def special(value: float) -> str:
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def shortest_float(value: float) -> float:
    """The double that is written like the 32-bit float."""
    for digits in range(1, 10):
        text = f"{value:.{digits}g}"
        if struct.pack("f", float(text)) == struct.pack("f", value):
            return float(text)
    return value


def iso_timestamp(micros: int) -> str:
    days, rest = divmod(micros, 86_400_000_000)
    seconds, fraction = divmod(rest, 1_000_000)
    clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return f"{iso_date(days)}T{clock}" + (f".{fraction:06d}".rstrip("0") if fraction else "") + "Z"


def iso_date(days: int) -> str:
    """Days since 1970 as a date of any year, written as our JSON has it."""
    era, day = divmod(days + 719_468, 146_097)
    year = (day - day // 1_460 + day // 36_524 - day // 146_096) // 365
    day -= 365 * year + year // 4 - year // 100
    month = (5 * day + 2) // 153
    day = day - (153 * month + 2) // 5 + 1
    month += 3 if month < 10 else -9
    year += 400 * era + (1 if month <= 2 else 0)
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return f"{sign}{abs(year):04d}-{month:02d}-{day:02d}"


def type_name(kind: types.DataType) -> str:
    """The name that the tables use: every interval of days and seconds is an interval there."""
    return "interval" if isinstance(kind, types.DayTimeIntervalType) else kind.simpleString()


class Answers:
    """What Spark makes of expressions: the name, type and value of each, or the class of its error."""

    # A job costs far more than an expression in it.
    GROUP = 40

    def __init__(self, frame: DataFrame) -> None:
        self._frame = frame

    def of(self, expressions: list, failing: set) -> list:
        """One answer for each expression, in order; those that are thought to fail do not stand in the others' way."""
        answers = [self._analysed(expression) for expression in expressions]
        typed = [answer for answer in answers if "error" not in answer]
        together = [answer for answer in typed if answer["expression"] not in failing]
        for start in range(0, len(together), self.GROUP):
            self._run(together[start : start + self.GROUP])
        for answer in typed:
            if answer["expression"] in failing:
                self._run([answer])
        return answers

    def _analysed(self, expression: str) -> dict:
        try:
            field = self._frame.select(functions.expr(expression)).schema.fields[0]
        except Exception as error:  # The JVM's own exceptions reach Python in many classes.
            return failed(error)
        return {
            "expression": expression,
            "name": field.name,
            "kind": field.dataType,
            "type": type_name(field.dataType),
            "nullable": field.nullable,
        }

    def _run(self, answers: list) -> None:
        """Adds the values; where the expressions fail together, each half is run alone."""
        columns = [exact_column(answer["expression"], answer["kind"]).alias(f"c{i}") for i, answer in enumerate(answers)]
        try:
            row = self._frame.select(*columns).collect()[0]
            for answer, value in zip(answers, row):
                answer["value"] = to_json(value, answer["kind"])
        except Exception as error:
            if len(answers) == 1:
                answers[0].update(failed(error))
                return
            middle = len(answers) // 2
            self._run(answers[:middle])
            self._run(answers[middle:])


def exact_column(expression: str, kind: types.DataType) -> Column:
    """The expression in a form that reaches Python unchanged."""
    column = functions.expr(expression)
    if isinstance(kind, types.DayTimeIntervalType):
        return column.cast(types.DayTimeIntervalType(0, 3)).cast("string")
    # Python's moments end with the year 9999.
    if isinstance(kind, types.TimestampType):
        return functions.unix_micros(column)
    if isinstance(kind, types.DateType):
        return functions.unix_date(column)
    return column


def failed(error: Exception) -> dict:
    condition = error.getCondition() if isinstance(error, PySparkException) else None
    lines = str(error).strip().splitlines()
    return {"error": condition or "", "message": lines[0] if lines else type(error).__name__}


def same_value(a, b) -> bool:
    """Equality that tells 1 from true and not 1 from 1.0."""
    if isinstance(a, bool) or isinstance(b, bool):
        return a is b
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(same_value(x, y) for x, y in zip(a, b))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same_value(a[key], b[key]) for key in a)
    return a == b


def main_class(error_class: str) -> str:
    return error_class.split(".")[0]


def differences_of(case: dict, found: dict) -> list:
    """Each thing in which Spark's answer is not the table's."""
    wanted = case["expected"]
    if "fails" in wanted:
        if "error" not in found:
            return [{"of": "outcome", "ours": wanted["fails"], "spark": found["value"]}]
        spark_class = wanted.get("spark")
        # Both fail; what is left to compare is the class without its variant, where both have one.
        if spark_class is None or found["error"] == "" or main_class(spark_class) == main_class(found["error"]):
            return []
        return [{"of": "error", "ours": spark_class, "spark": found["error"]}]
    if "error" in found:
        return [{"of": "outcome", "ours": wanted["value"], "spark": found["error"] or found["message"]}]
    # The numbers that Spark gives its expressions differ from run to run.
    wanted_name = case.get("name", found["name"])
    name = wanted_name if re.search(r"#\d", found["name"]) else found["name"]
    pairs = [
        ("name", wanted_name, name),
        # Spark quotes no name of a field here.
        ("type", case["type"].replace("`", ""), found["type"]),
        ("nullable", case["nullable"], found["nullable"]),
        ("value", wanted["value"], found["value"]),
    ]
    return [{"of": of, "ours": ours, "spark": theirs} for of, ours, theirs in pairs if not same_value(ours, theirs)]


def described(case: dict, one: dict) -> dict:
    text = f"{one['of']}: {json.dumps(one['ours'], ensure_ascii=False)} here, {json.dumps(one['spark'], ensure_ascii=False)} on Spark"
    return {"family": case["family"], "expression": case["expression"], "text": text, "reason": case["reason"]}


def main(cases_path: str, result_path: str) -> None:
    with open(cases_path, encoding="utf-8") as file:
        tables = json.load(file)
    spark = start_spark()
    try:
        frame = one_row(spark, tables["schema"], tables["row"])
        differences = []
        failed_cases = 0
        for zone in sorted({case["timeZone"] for case in tables["cases"]}):
            spark.conf.set("spark.sql.session.timeZone", zone)
            cases = [case for case in tables["cases"] if case["timeZone"] == zone]
            failing = {case["expression"] for case in cases if "fails" in case["expected"]}
            answers = Answers(frame).of([case["expression"] for case in cases], failing)
            for case, answer in zip(cases, answers):
                found = differences_of(case, answer)
                failed_cases += 1 if found else 0
                differences += [described(case, one) for one in found]
        result = {
            "sparkVersion": spark.version,
            "cases": len(tables["cases"]),
            "passed": len(tables["cases"]) - failed_cases,
            "differences": differences,
        }
    finally:
        spark.stop()
    with open(result_path, "w", encoding="utf-8") as file:
        json.dump(result, file, ensure_ascii=False, indent=2)
        file.write("\n")
    for one in differences:
        print(f"{one['family']}: {one['expression']}: {one['text']}" + (f" ({one['reason']})" if one["reason"] else ""))
    print(f"{result['passed']} of {result['cases']} expressions agree with Spark {result['sparkVersion']}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
