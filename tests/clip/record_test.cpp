// SPDX-License-Identifier: Apache-2.0
#include "clip/record.hpp"

#include <catch2/catch.hpp>

#include "clip/schema.hpp"

using namespace filmgate;

namespace {
TypedValue text(const char* value) { return {"text", value, {}}; }
TypedValue real(double value) { return {"real", value, {}}; }
}  // namespace

TEST_CASE("a field has value, unit, status, source and nothing else said") {
  ClipRecord record;
  record.add_field(-1, "focus", real(2.5), FieldStatus::present, "org.a", "Focus Distance");
  CHECK(record.fields()["focus"].dump() ==
        R"({"value":2.5,"unit":"m","status":"present","source":{"plugin":"org.a","key":"Focus Distance"},"others":[]})");
}

TEST_CASE("a second value is kept beside the first, and a conflict is told") {
  ClipRecord record;
  record.add_field(-1, "reelName", text("A001"), FieldStatus::present, "org.a", "reel");
  record.add_field(-1, "reelName", text("A001"), FieldStatus::present, "org.b", "tape");
  CHECK(record.problems().empty());
  record.add_field(-1, "reelName", text("B001"), FieldStatus::present, "org.c", "name");
  const auto field = record.fields()["reelName"];
  CHECK(field["value"].text() == "A001");
  REQUIRE(field["others"].items().size() == 2);
  CHECK(field["others"].items()[0]["source"]["plugin"].text() == "org.b");
  CHECK(field["others"].items()[1]["value"].text() == "B001");
  REQUIRE(record.problems().size() == 1);
  CHECK(record.problems()[0].code == "conflicting-values");
  CHECK(record.worst() == Severity::warning);
}

TEST_CASE("a value beats the absence of one, whoever came first") {
  ClipRecord record;
  record.add_field(-1, "take", {"text", Json(), {}}, FieldStatus::absent, "org.a", "take");
  record.add_field(-1, "take", text("3"), FieldStatus::present, "org.b", "Take");
  record.add_field(-1, "scene", text("12A"), FieldStatus::present, "org.b", "Scene");
  record.add_field(-1, "scene", {"text", Json(), {}}, FieldStatus::unreadable, "org.a", "scene");
  for (const char* name : {"take", "scene"}) {
    const auto field = record.fields()[name];
    CHECK(field["status"].text() == "present");
    REQUIRE(field["others"].items().size() == 1);
    CHECK(field["others"].items()[0]["value"].is_null());
    CHECK(field["others"].items()[0].find("others") == nullptr);
  }
  CHECK(record.problems().empty());
}

TEST_CASE("a field that the schema does not know, or of another type, is a problem and no field") {
  ClipRecord record;
  record.add_field(-1, "reelname", text("A001"), FieldStatus::present, "org.a", "reel");
  record.add_field(-1, "focus", text("2 m"), FieldStatus::present, "org.a", "focus");
  CHECK(record.fields().members().empty());
  REQUIRE(record.problems().size() == 2);
  CHECK(record.problems()[0].code == "unknown-field");
  CHECK(record.problems()[1].code == "wrong-type");
}

TEST_CASE("a whole number is taken where a real one is wanted") {
  ClipRecord record;
  record.add_field(-1, "isoSpeed", {"integer", 800, {}}, FieldStatus::present, "org.a", "EI");
  CHECK(record.fields()["isoSpeed"]["value"].number() == 800);
  CHECK(record.problems().empty());
}

TEST_CASE("repeated vendor keys are kept in their order") {
  ClipRecord record;
  record.add_native(-1, "note", "", text("one"), "file.ari");
  record.add_native(-1, "note", "", text("two"), "file.ari");
  const auto native = record.json(true)["native"].items();
  REQUIRE(native.size() == 2);
  CHECK(native[0]["value"].text() == "one");
  CHECK(native[1]["value"].text() == "two");
  CHECK(record.json(false)["native"].items().empty());
}

TEST_CASE("values of frames stand apart, sorted by frame, and only when there are any") {
  ClipRecord record;
  CHECK(record.json(true).find("frames") == nullptr);
  record.add_field(7, "focus", real(3), FieldStatus::present, "org.a", "f");
  record.add_field(2, "focus", real(2), FieldStatus::present, "org.a", "f");
  record.add_native(7, "f", "m", real(3), "x");
  const auto frames = record.json(true)["frames"].items();
  REQUIRE(frames.size() == 2);
  CHECK(frames[0]["frame"].integer() == 2);
  CHECK(frames[1]["native"].items().size() == 1);
  CHECK(record.fields().members().empty());
}

TEST_CASE("a timecode carries its rate") {
  ClipRecord record;
  record.add_field(-1, "timeCode", {"timecode", "01:00:00;02", "30000/1001"}, FieldStatus::present, "org.a", "tc");
  CHECK(record.fields()["timeCode"]["rate"].text() == "30000/1001");
}

TEST_CASE("the worst problem decides") {
  ClipRecord record;
  CHECK(record.worst() == Severity::info);
  record.add_problem({"a", Severity::warning, "a"});
  record.add_problem({"b", Severity::error, "b"});
  record.add_problem({"c", Severity::info, "c"});
  CHECK(record.worst() == Severity::error);
}

TEST_CASE("the fields of the schema have the units of the trade") {
  for (const auto& [name, unit] : {std::pair{"focus", "m"}, {"nominalFocalLength", "mm"}, {"shutterAngle", "deg"}, {"expTime", "s"},
                                   {"framesPerSecond", "1/s"}, {"cameraCCTSetting", "K"}, {"reelName", ""}}) {
    CAPTURE(name);
    REQUIRE(field_rule(name));
    CHECK(field_rule(name)->unit == unit);
  }
  CHECK(field_rule("unheard") == nullptr);
}

TEST_CASE("two start timecodes are both kept, the one that came first as the field") {
  ClipRecord record;
  record.add_field(-1, "timeCode", {"timecode", "01:00:00:00", "24000/1001"}, FieldStatus::present, "org.a", "absolute");
  record.add_field(-1, "timeCode", {"timecode", "13:36:49:07", "24000/1001"}, FieldStatus::present, "org.a", "time of day");
  const auto field = record.fields()["timeCode"];
  CHECK(field["value"].text() == "01:00:00:00");
  REQUIRE(field["others"].items().size() == 1);
  CHECK(field["others"].items()[0]["value"].text() == "13:36:49:07");
  CHECK(field["others"].items()[0]["rate"].text() == "24000/1001");
  CHECK(field["others"].items()[0]["source"]["key"].text() == "time of day");
  REQUIRE(record.problems().size() == 1);
  CHECK(record.problems()[0].code == "conflicting-values");
}

TEST_CASE("the same number at another rate is another time") {
  ClipRecord record;
  record.add_field(-1, "timeCode", {"timecode", "01:00:00:00", "24/1"}, FieldStatus::present, "org.a", "a");
  record.add_field(-1, "timeCode", {"timecode", "01:00:00:00", "24000/1001"}, FieldStatus::present, "org.b", "b");
  CHECK(record.problems().size() == 1);
}

TEST_CASE("what only rounding parts is no conflict") {
  ClipRecord record;
  record.add_field(-1, "focus", real(0.41), FieldStatus::present, "org.a", "a");
  record.add_field(-1, "focus", real(double(0.41f)), FieldStatus::present, "org.b", "b");
  record.add_field(-1, "captureRate", {"rational", "48/2", {}}, FieldStatus::present, "org.a", "a");
  record.add_field(-1, "captureRate", {"rational", "24/1", {}}, FieldStatus::present, "org.b", "b");
  CHECK(record.problems().empty());
}

TEST_CASE("a fraction of seconds is a number of seconds in the record, and one of nothing is unreadable") {
  ClipRecord record;
  record.add_field(-1, "expTime", {"rational", "1/50", {}}, FieldStatus::present, "org.a", "a");
  record.add_field(-1, "aperture", {"rational", "28/0", {}}, FieldStatus::present, "org.a", "b");
  CHECK(record.fields()["expTime"]["value"].is_number());
  CHECK(record.fields()["expTime"]["value"].number() == Approx(0.02));
  CHECK(record.fields()["expTime"]["unit"].text() == "s");
  CHECK(record.fields()["aperture"]["status"].text() == "unreadable");
  CHECK(record.fields()["aperture"]["value"].is_null());
}

TEST_CASE("what a thousand frames do wrong is told once") {
  ClipRecord record;
  for (int64_t frame = 0; frame < 1000; ++frame) {
    record.add_field(frame, "unheard", real(2), FieldStatus::present, "org.a", "a");
    record.add_field(frame, "focus", text("near"), FieldStatus::present, "org.a", "a");
    record.add_field(frame, "tStop", real(2), FieldStatus::present, "org.a", "a");
    record.add_field(frame, "tStop", real(4), FieldStatus::present, "org.b", "b");
  }
  REQUIRE(record.problems().size() == 3);
  CHECK(record.problems()[2].message.find("tStop of frame 0") == 0);
}

TEST_CASE("ranges stand in the record only when there are any, and take what fits the schema") {
  ClipRecord record;
  CHECK(record.json(true).find("ranges") == nullptr);
  record.add_to_range(0, "unheard", real(2), "org.a", "a");
  record.add_to_range(0, "focus", text("near"), "org.a", "a");
  CHECK(record.json(true).find("ranges") == nullptr);
  record.add_to_range(0, "expTime", {"rational", "1/50", {}}, "org.a", "a");
  CHECK(record.json(true)["ranges"]["expTime"]["max"].is_number());
  CHECK(record.json(true).find("frames") == nullptr);
}
