package dev.sluice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.sluice.answer.yaml.Fault;
import dev.sluice.plan.rules.CampaignCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema and the reader are written apart and must say the same. */
class CampaignSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(CampaignFile.schema());

  @ParameterizedTest
  @ValueSource(strings = {"samples/campaign.yaml", "samples/campaign-us.yaml"})
  void the_samples_are_valid_and_sound(String sample) throws IOException {
    String text = Files.readString(Path.of(sample));

    assertThat(invalid(text)).isEmpty();
    assertThat(CampaignCheck.of(CampaignFile.read(sample, text)).verdict())
        .isEqualTo(CampaignCheck.Verdict.SOUND);
  }

  @Test
  void the_example_is_valid_and_sound_also_with_its_commented_lines() throws IOException {
    String text = CampaignFile.example();
    String whole = text.replaceAll("(?m)^( +)# ?(- \\{|market|announced)", "$1$2");

    assertThat(whole.lines().filter(line -> !text.contains(line))).hasSize(6);
    for (String each : List.of(text, whole)) {
      assertThat(invalid(each)).isEmpty();
      assertThat(
              CampaignCheck.of(CampaignFile.read("example", each)).answer().section("rows").rows())
          .allMatch(row -> row.contains("note"));
    }
  }

  static List<String> good() {
    return List.of(
        "layers: []",
        "title: 11",
        "campaign: 20261111",
        "timeline: none",
        "stock: {units: 0}",
        "budget: 0.5",
        "target: {viewers: 1}",
        "target: {gmv: 5, average_order_value: {value: 2, source: us, grade: A}}",
        "target: {orders: 5, watch_to_pay: {assume: high}}",
        "service: {contact_rate: 1.5, contacts_per_agent_day: {assume: low}}",
        "broadcast: {start: 2026-11-11T20:00, zone: Asia/Shanghai, duration: 1h30m}",
        "broadcast: {start: 2026-11-11 20:00:00, zone: UTC, end: 2026-11-12T02:00}",
        "broadcast: {start: 2026-11-11T20:00, zone: UTC, market: TH, platform: tiktok, products:"
            + " 0}",
        "dispatch: {parcels_per_day: 1, days: 2}",
        "tasks: [{id: a, title: A, when: end-1h}]\n"
            + "broadcast: {start: 2026-11-11T20:00, zone: UTC, duration: 90m}",
        "tasks: [{id: 甲, title: A, when: T-1d 16:00, owner: 林, needs: [script], duration: 2h}]",
        "products: [{sku: Q 1/2, name: x, role: hero, price: 0, list_price: 9, cost: 0, stock: 0}]",
        "products: [{sku: 5, claims: [{text: few, units: 0}, {text: soon, until: T+2h}]}]",
        "products: [{sku: a, minutes: 5, complex: true, required: false, orders_per_minute: 0.5}]",
        "products: [{sku: a, minutes: {least: 3, most: 9}, orders_per_minute: {value: 2, grade:"
            + " A}}]",
        "products: [{sku: a, return_rate: 0.1, product_click_rate: 0.1, ctor: 1.2, flash: {units:"
            + " 5}}]",
        "lineup: {}",
        "products: [{sku: a, role: hero}, {sku: b}]\n"
            + "lineup: {roles: [{role: hero, least: 0.1, most: 0.5, minutes: 8}], bundles: [{skus:"
            + " [a, b], together: true, least: 0, most: 2}]}",
        "lineup: {flash: {every: 30m, minutes: 5}, breaks: {every: 1h, minutes: 10}, score: {ctor:"
            + " 1, kept: 0.5}}",
        "hosts: [{id: a, from: +0m, to: +2h}, {id: a, from: +1h0m, to: +90m}]",
        "hosts: [{id: a, from: +0h, to: +1h}]\nrun_of_show: [{at: +0m, minutes: 5, host: a}]",
        "run_of_show: [{at: +1h5m, minutes: 5, sku: x, flash: {}}, {at: +0h0m, minutes: 9, id: b,"
            + " title: t}]",
        "run_of_show: [{at: +0m, minutes: 1, sku: x, flash: {units: 1, price: 0, claims: []}}]",
        "broadcast: {start: 2026-11-11T20:30, announced_start: 2026-11-11T20:00, zone: UTC,"
            + " notices: 3}",
        "layers: [{id: r, kind: reservation}, {id: a, kind: paid, promotes: [r]}]",
        "layers: [{id: a, kind: message, channel: personal, batch: 200}]",
        "layers: [{id: a, kind: message, channel: app-push, delivered: 5, click_rate: 1}]",
        "layers: [{id: a, kind: store, window: T-14d..T-0, pushes: [{when: T-0}, {id: b, when: T-0,"
            + " title: c}]}]",
        "layers: [{id: a, kind: creator, creators: 2, entrants_each: 1.5, fee: 3, cost: 1}]",
        "layers: [{id: a, kind: creator, clicks: 2, click_to_room: 0.5}]",
        "layers: [{id: a, kind: paid, response: {curve: linear, rate: 3}}]",
        "schedule: {}",
        "schedule: {pushes_per_day: 0, daily_maximum: 5.5}",
        "schedule: {dayparts: [{id: a, from: '08:00', to: '12:00'}, {id: b, from: '12:00', to:"
            + " '24:00', weight: 0.5}]}",
        "schedule: {blackout: [{daily: 23:00-08:00}, {from: T-3d, to: T-2d 12:00}, {from:"
            + " 2026-11-01T00:00, to: T-1d}]}",
        "layers: [{id: a, kind: paid, daily_minimum: 5, daily_maximum: 5}]",
        "layers: [{id: a, kind: message, pushes_to_place: {count: 3, value: 0, gap: 20h, per_day:"
            + " 1}}]",
        "layers: [{id: a, kind: paid, response: {curve: power, scale: 3, exponent: 0.5, carried_in:"
            + " 0}}]",
        "layers: [{id: a, kind: paid, response: {curve: exponential, ceiling: 3, rate: 0.5}}]",
        "layers: [{id: a, kind: paid, response: {curve: log, scale: 3, half: 0.5}}]",
        "layers: [{id: a, kind: paid, response: {curve: points, spend: [0, 1], response: [0,"
            + " 1]}}]",
        "target: {orders: 5, watch_to_pay: {value: 0.02, low: 0.01, high: 0.03}}",
        "quiet_hours: {from: 22:00, to: 08:00}",
        "audience: {size: {value: 1000, grade: I}}",
        "audience: {overlap: [{layers: [a, b], share: 0.4}]}\n"
            + "layers: [{id: a, kind: store}, {id: b, kind: paid}]",
        "layers: [{id: a, kind: reservation}, {id: b, kind: reminder, channel: sms, reminds: [a],"
            + " lift: {value: 0.2, grade: I}, frequency_cap: {times: 1, per: day}}]",
        "layers: [{id: a, kind: reservation}, {id: b, kind: teaser, people: 5, frequency_cap:"
            + " {times: 2, per: week}, feeds: [{layer: a, rate: 0.1}]}]",
        "layers: [{id: a, kind: message, people: 9, reached_again: 0.5, quiet_hours: {from: 21:30,"
            + " to: 09:00}}]",
        "layers: [{id: a, kind: reservation, window: T-7d..T-0, build_up: {innovation: 0.03,"
            + " imitation: 0.4, half_life: 14}}]",
        "layers: [{id: a, kind: reservation, window: T-7d..T-0, build_up: {days_before: [7, 1, 0],"
            + " share: [0.1, 0.5, 1]}}]",
        "layers: [{id: a, kind: followers, fans: old, incrementality: 0.6, past_maximum: 100}]");
  }

  static List<String> bad() {
    return List.of(
        "[]",
        "budget:",
        "budgets: 5",
        "budget: '5'",
        "budget: -1",
        "budget: 1e13",
        "revision: 1.5",
        "title: ''",
        "campaign: a/b",
        "campaign: -5",
        "currency: RMBY",
        "timeline: never",
        "stock: {}",
        "stock: 5",
        "target: {}",
        "target: {orders: 5, viewers: 5}",
        "target: {orders: 0}",
        "target: {orders: 5, watch_to_pay: 0}",
        "target: {orders: 5, watch_to_pay: 1.1}",
        "target: {orders: 5, watch_to_pay: {value: 1.1}}",
        "target: {orders: 5, watch_to_pay: {assume: mid, value: 0.1}}",
        "target: {orders: 5, watch_to_pay: {source: us}}",
        "target: {orders: 5, watch_to_pay: {value: 0.1, grade: D}}",
        "target: {orders: 5, watch_to_pay: {value: 0.1, sauce: us}}",
        "target: {orders: 5, units_per_order: 0.9}",
        "service: {contacts_per_agent_day: 0}",
        "dispatch: {days: 2}",
        "dispatch: {days: 0, parcels_per_day: 1}",
        "broadcast: {start: 2026-11-11T20:00}",
        "broadcast: {zone: UTC}",
        "broadcast: {start: 2026-11-11T20:00Z, zone: UTC}",
        "broadcast: {start: 2026-11-11T20:00, zone: UTC, duration: 4}",
        "broadcast: {start: 2026-11-11T20:00, zone: UTC, duration: 0h}",
        "broadcast: {start: 2026-11-11T20:00, zone: UTC, duration: 1h, end: 2026-11-11T21:00}",
        "broadcast: {start: 2026-11-11T20:00, zone: UTC, market: us}",
        "tasks: [{id: a, title: A}]",
        "tasks: [{id: a, when: T-1d}]",
        "tasks: [{title: A, when: T-1d}]",
        "tasks: [{id: a, title: A, when: 16:00}]",
        "tasks: [{id: a, title: A, when: T-1d, needs: script}]",
        "tasks: {}",
        "products: [{name: x}]",
        "products: [{sku: a, stock: 1.5}]",
        "products: [{sku: a, list_price: 0}]",
        "products: [{sku: a, claims: [{text: few}]}]",
        "products: [{sku: a, claims: [{units: 5}]}]",
        "products: [{sku: a, minutes: 0}]",
        "products: [{sku: a, minutes: {least: 3}}]",
        "products: [{sku: a, complex: 1}]",
        "products: [{sku: a, orders_per_minute: -1}]",
        "products: [{sku: a, return_rate: 1.5}]",
        "products: {}",
        "lineup: []",
        "lineup: {role: hero}",
        "lineup: {roles: [{least: 0.5}]}",
        "lineup: {roles: [{role: hero, most: 1.5}]}",
        "lineup: {bundles: [{skus: [a, b]}]}",
        "lineup: {bundles: [{skus: [a], together: true}]}",
        "lineup: {bundles: [{skus: [a, a], together: true}]}",
        "lineup: {bundles: [{together: true}]}",
        "lineup: {flash: {every: 30m}}",
        "lineup: {breaks: {every: 30, minutes: 5}}",
        "lineup: {score: {charm: 1}}",
        "hosts: [{id: a, from: +0m}]",
        "hosts: [{id: a, from: T-0, to: +5m}]",
        "hosts: [{id: a b, from: +0m, to: +5m}]",
        "run_of_show: [{at: +0m}]",
        "run_of_show: [{minutes: 5}]",
        "run_of_show: [{at: +, minutes: 5}]",
        "run_of_show: [{at: +5, minutes: 5}]",
        "run_of_show: [{at: +0m, minutes: 0}]",
        "run_of_show: [{at: +0m, minutes: 5, flash: {units: 5}}]",
        "run_of_show: [{at: +0m, minutes: 5, sku: a, flash: {units: 0}}]",
        "run_of_show: [{at: +0m, minutes: 5, sku: a, flash: 5}]",
        "broadcast: {start: 2026-11-11T20:00, zone: UTC, announced_start: 20:00}",
        "layers: [{id: a, kind: store, promotes: [a]}]",
        "layers: [{id: a, kind: message, batch: 0}]",
        "layers: {}",
        "layers: [{kind: store}]",
        "layers: [{id: a}]",
        "layers: [{id: a, kind: shop}]",
        "layers: [{id: a, kind: store, show_up: 0.1}]",
        "layers: [{id: a, kind: store, domain: own}]",
        "layers: [{id: a, kind: store, window: T-1d}]",
        "layers: [{id: a, kind: store, off_allowed: 1}]",
        "layers: [{id: a, kind: store, pushes: [{title: b}]}]",
        "layers: [{id: a, kind: message, channel: fax}]",
        "layers: [{id: a, kind: store, channel: sms}]",
        "layers: [{id: a, kind: paid, budget: 1, share: 0.1}]",
        "layers: [{id: a, kind: paid, cost_per_entrant: 0}]",
        "layers: [{id: a, kind: creator, fee: 3}]",
        "layers: [{id: a, kind: creator, entrants_each: 3, clicks: 3}]",
        "layers: [{id: a, kind: paid, response: {}}]",
        "schedule: 5",
        "schedule: {pushes_per_day: 1.5}",
        "schedule: {dayparts: [{from: '08:00', to: '12:00'}]}",
        "schedule: {dayparts: [{id: a, from: '8:00', to: '12:00'}]}",
        "schedule: {dayparts: [{id: a, from: '24:00', to: '24:00'}]}",
        "schedule: {dayparts: [{id: a, from: '08:00', to: '12:00', weight: 0}]}",
        "schedule: {blackout: [{}]}",
        "schedule: {blackout: [{daily: 23-8}]}",
        "schedule: {blackout: [{daily: 23:00-08:00, from: T-3d}]}",
        "schedule: {blackout: [{from: T-3d}]}",
        "schedule: {blackout: [{from: T-3d, to: yesterday}]}",
        "layers: [{id: a, kind: paid, daily_minimum: -1}]",
        "layers: [{id: a, kind: message, pushes_to_place: 3}]",
        "layers: [{id: a, kind: message, pushes_to_place: {gap: 2h}}]",
        "layers: [{id: a, kind: message, pushes_to_place: {count: 0}}]",
        "layers: [{id: a, kind: message, pushes_to_place: {count: 1001}}]",
        "layers: [{id: a, kind: paid, response: {curve: cubic}}]",
        "layers: [{id: a, kind: paid, response: {curve: linear}}]",
        "layers: [{id: a, kind: paid, response: {curve: linear, rate: 1, half: 2}}]",
        "response_in: viewers",
        "objective: profit",
        "service: {agents: 2}",
        "service: {days: 2}",
        "service: {agents: 2, days: 0}",
        "groups: {}",
        "groups: [{id: g, layers: []}]",
        "groups: [{layers: [], maximum: 5}]",
        "groups: [{id: g, maximum: 5}]",
        "groups: [{id: g, layers: [], maximum: -5}]",
        "layers: [{id: a, kind: paid, spend: -1}]",
        "layers: [{id: a, kind: paid, watch_to_pay: 0}]",
        "layers: [{id: a, kind: paid, carry_over: {}}]",
        "layers: [{id: a, kind: paid, carry_over: {kind: delayed, rate: 1}}]",
        "layers: [{id: a, kind: paid, carry_over: {kind: geometric}}]",
        "layers: [{id: a, kind: paid, carry_over: {kind: geometric, rate: 1.5}}]",
        "layers: [{id: a, kind: paid, carry_over: {kind: geometric, rate: 0.5, normalised: true}}]",
        "layers: [{id: a, kind: paid, carry_over: {kind: binomial, rate: 0.5}}]",
        "layers: [{id: a, kind: paid, carry_over: {kind: weibull-pdf, rate: 0.5, window: 3}}]",
        "layers: [{id: a, kind: paid, response: {curve: baselined-tanh, baseline: 3, gain: 9,"
            + " saturation: 1}}]",
        "layers: [{id: a, kind: paid, response: {curve: mean}}]",
        "layers: [{id: a, kind: paid, response: {curve: mean, of: []}}]",
        "layers: [{id: a, kind: paid, response: {curve: mean, of: [{curve: linear}]}}]",
        "layers: [{id: a, kind: paid, response: {curve: points, spend: [1], response: [1]}}]",
        "target: {orders: 5, watch_to_pay: {assume: mid, low: 0.1}}",
        "target: {orders: 5, watch_to_pay: {value: 0.1, high: 1.5}}",
        "quiet_hours: {from: 22:00}",
        "quiet_hours: {from: 22:00, to: 25:00}",
        "audience: {size: 0}",
        "audience: {overlap: [{layers: [a], share: 0.4}]}",
        "audience: {overlap: [{layers: [a, a], share: 0.4}]}\nlayers: [{id: a, kind: store}]",
        "audience: {overlap: [{layers: [a, b]}]}\n"
            + "layers: [{id: a, kind: store}, {id: b, kind: paid}]",
        "layers: [{id: b, kind: reminder, lift: 0.2}]",
        "layers: [{id: b, kind: reminder, reminds: [], feeds: []}]",
        "layers: [{id: a, kind: store, fans: mixed}]",
        "layers: [{id: a, kind: store, incrementality: 2}]",
        "layers: [{id: a, kind: store, feeds: [{rate: 0.1}]}]",
        "layers: [{id: a, kind: paid, people: 5}]",
        "layers: [{id: a, kind: store, frequency_cap: {times: 0, per: day}}]",
        "layers: [{id: a, kind: store, frequency_cap: {times: 2, per: hour}}]",
        "layers: [{id: a, kind: store, build_up: {}}]",
        "layers: [{id: a, kind: reservation, window: T-7d..T-0, build_up: {half_life: 3}}]",
        "layers: [{id: a, kind: reservation, window: T-7d..T-0, build_up: {innovation: 0.1}}]",
        "layers: [{id: a, kind: reservation, window: T-7d..T-0, build_up: {innovation: 0.1,"
            + " imitation: 0, days_before: [0], share: [1]}}]");
  }

  @ParameterizedTest
  @MethodSource("good")
  void what_is_good_is_good_to_both(String yaml) throws IOException {
    assertThat(invalid(yaml)).isEmpty();
    assertThat(CampaignFile.read("c", yaml).faults()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("bad")
  void what_is_bad_is_bad_to_both(String yaml) throws IOException {
    assertThat(invalid(yaml)).isNotEmpty();
    assertThat(CampaignFile.read("c", yaml).faults()).isNotEmpty();
  }

  /** The objects of a campaign: where the schema lists the keys, and a file that holds one. */
  private static Map<String, String> objects() {
    Map<String, String> objects = new LinkedHashMap<>();
    objects.put("", "{zzzzzz: 1}");
    for (String object : List.of("broadcast", "target", "service", "dispatch")) {
      objects.put("/$defs/" + object, object + ": {zzzzzz: 1}");
    }
    objects.put("/properties/stock", "stock: {zzzzzz: 1}");
    objects.put("/$defs/estimate", "target: {watch_to_pay: {zzzzzz: 1}}");
    objects.put("/$defs/task", "tasks: [{zzzzzz: 1}]");
    objects.put("/$defs/schedule", "schedule: {zzzzzz: 1}");
    objects.put("/$defs/daypart", "schedule: {dayparts: [{zzzzzz: 1}]}");
    objects.put("/$defs/blackout", "schedule: {blackout: [{zzzzzz: 1}]}");
    objects.put(
        "/$defs/pushes_to_place", "layers: [{id: a, kind: store, pushes_to_place: {zzzzzz: 1}}]");
    objects.put("/$defs/product", "products: [{zzzzzz: 1}]");
    objects.put("/$defs/product/properties/minutes/anyOf/1", "products: [{minutes: {zzzzzz: 1}}]");
    objects.put("/$defs/lineup", "lineup: {zzzzzz: 1}");
    objects.put("/$defs/lineup/properties/score", "lineup: {score: {zzzzzz: 1}}");
    objects.put("/$defs/role", "lineup: {roles: [{zzzzzz: 1}]}");
    objects.put("/$defs/bundle", "lineup: {bundles: [{zzzzzz: 1}]}");
    objects.put("/$defs/recurring", "lineup: {flash: {zzzzzz: 1}}");
    objects.put("/$defs/claim", "products: [{claims: [{zzzzzz: 1}]}]");
    objects.put("/$defs/shift", "hosts: [{zzzzzz: 1}]");
    objects.put("/$defs/segment", "run_of_show: [{zzzzzz: 1}]");
    objects.put("/$defs/flash", "run_of_show: [{flash: {zzzzzz: 1}}]");
    objects.put("/$defs/group", "groups: [{zzzzzz: 1}]");
    CarryOver.Kind[] carryOvers = CarryOver.Kind.values();
    for (int i = 0; i < carryOvers.length; i++) {
      objects.put(
          "/$defs/carry_over/oneOf/" + i,
          "layers: [{kind: paid, carry_over: {kind: " + carryOvers[i] + ", zzzzzz: 1}}]");
    }
    objects.put("/$defs/push", "layers: [{id: a, kind: store, pushes: [{zzzzzz: 1}]}]");
    objects.put("/$defs/audience", "audience: {zzzzzz: 1}");
    objects.put("/$defs/overlap", "audience: {overlap: [{zzzzzz: 1}]}");
    objects.put("/$defs/quiet_hours", "quiet_hours: {zzzzzz: 1}");
    objects.put("/$defs/frequency_cap", "layers: [{kind: store, frequency_cap: {zzzzzz: 1}}]");
    objects.put("/$defs/feed", "layers: [{kind: store, feeds: [{zzzzzz: 1}]}]");
    objects.put("/$defs/build_up", "layers: [{kind: reservation, build_up: {zzzzzz: 1}}]");
    LayerKind[] kinds = LayerKind.values();
    for (int i = 0; i < kinds.length; i++) {
      objects.put("/$defs/layer/oneOf/" + i, "layers: [{kind: " + kinds[i] + ", zzzzzz: 1}]");
    }
    Response.Curve[] curves = Response.Curve.values();
    for (int i = 0; i < curves.length; i++) {
      objects.put(
          "/$defs/response/oneOf/" + i,
          "layers: [{kind: paid, response: {curve: " + curves[i] + ", zzzzzz: 1}}]");
    }
    return objects;
  }

  @TestFactory
  List<DynamicTest> every_object_has_the_same_keys_in_both() throws IOException {
    JsonNode schema = JSON.readTree(CampaignFile.schema());
    List<DynamicTest> tests = new ArrayList<>();
    objects()
        .forEach(
            (pointer, yaml) ->
                tests.add(
                    DynamicTest.dynamicTest(
                        pointer + " " + yaml,
                        () ->
                            assertThat(readerKeys(yaml)).isEqualTo(schemaKeys(schema, pointer)))));
    return tests;
  }

  @Test
  void the_test_above_knows_every_object_of_the_schema() throws IOException {
    JsonNode schema = JSON.readTree(CampaignFile.schema());
    Set<String> known = new TreeSet<>();
    for (String pointer : objects().keySet()) {
      known.add(pointer.replaceAll("(?<=\\w)/(oneOf|properties)/.*", ""));
    }
    Set<String> found = new TreeSet<>(Set.of("", "/properties/stock"));
    schema
        .get("$defs")
        .properties()
        .forEach(
            def -> {
              if (def.getValue().path("type").asText().equals("object")) {
                found.add("/$defs/" + def.getKey());
              }
            });

    assertThat(found).isEqualTo(known);
    assertThat(schema.at("/$defs/layer/oneOf")).hasSize(LayerKind.values().length);
    assertThat(schema.at("/$defs/response/oneOf")).hasSize(Response.Curve.values().length);
    assertThat(schema.at("/$defs/carry_over/oneOf")).hasSize(CarryOver.Kind.values().length);
  }

  /** The keys that the reader names when it meets one that it does not know. */
  private static Set<String> readerKeys(String yaml) {
    String hint =
        CampaignFile.read("c", yaml).faults().stream()
            .filter(fault -> fault.path().endsWith("zzzzzz"))
            .map(Fault::hint)
            .findFirst()
            .orElseThrow();
    assertThat(hint).startsWith("the keys here are ");
    return new TreeSet<>(List.of(hint.substring("the keys here are ".length()).split(", ")));
  }

  private static Set<String> schemaKeys(JsonNode schema, String pointer) {
    Set<String> keys = new TreeSet<>();
    schema.at(pointer + "/properties").fieldNames().forEachRemaining(keys::add);
    if (pointer.endsWith("/build_up")) {
      for (JsonNode curve : schema.at(pointer + "/oneOf")) {
        curve.path("properties").fieldNames().forEachRemaining(keys::add);
      }
    }
    if (pointer.contains("/oneOf/")) {
      String object = pointer.substring(0, pointer.indexOf("/oneOf/"));
      schema.at(object + "/properties").fieldNames().forEachRemaining(keys::add);
    }
    return keys;
  }

  private static Set<ValidationMessage> invalid(String yaml) throws IOException {
    return SCHEMA.validate(new YAMLMapper().readTree(yaml));
  }
}
