package dev.sluice.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.answer.Refusal;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CampaignFileTest {

  @Test
  void every_fault_is_told_in_one_go_with_line_and_column() {
    CampaignFile file =
        CampaignFile.read(
            "campaign.yaml",
            """
            campaign: spring
            currency: CNY
            broadcast:
              start: 2026-11-11T20:00
              zone: Asia/Shangai
            layers:
              - id: reservations
                kind: reservation
                reservations: 5000
                show_upp: 0.45
              - id: wecom
                kind: message
                delivered: 40000
                click_rate: 5
            """);

    Refusal refusal = catchThrowableOfType(Refusal.class, file::accepted);

    assertThat(refusal.category()).isEqualTo(Refusal.Cause.INPUT);
    assertThat(refusal.sentence())
        .isEqualTo(
            """
            campaign.yaml has 3 faults:
            campaign.yaml:5:9: broadcast.zone: 'Asia/Shangai' is not a time zone (did you mean 'Asia/Shanghai'?)
            campaign.yaml:10:5: layers[0].show_upp: unknown key 'show_upp' (did you mean 'show_up'?)
            campaign.yaml:14:17: layers[1].click_rate: 5 is not a rate between 0 and 1 (for 5 % write 0.05)\
            """);
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        // Syntax
        fault("", "1:1: the file is empty"),
        fault("# nothing", "1:1: the file is empty"),
        fault("- a\n", "1:1: expected keys with values, found a list"),
        fault("just a text", "1:1: expected keys with values, found 'just a text'"),
        fault("title: a\n  currency: CNY\n", "2:11: not YAML: mapping values are not allowed here"),
        fault("layers: [\n  {id: a", "2:9: not YAML: expected ',' or '}', but got <stream end>"),
        fault(
            "title: \"open\n",
            "2:1: not YAML: found unexpected end of stream, while scanning a quoted scalar that"
                + " begins at line 1, column 8"),
        fault(
            "stock:\n\tunits: 5\n",
            "2:1: not YAML: a tab stands where only spaces can (indent with spaces)"),
        fault("{\"title\": \"a\",", "1:15: not JSON: expected the node content, but found"),
        fault(
            "#" + "x".repeat(3_200_000),
            "1:1: the file has more than 3,145,728 characters, the most that is read"),
        fault("title: *nowhere\n", "1:8: not YAML: found undefined alias nowhere"),
        fault(
            "title: x\n---\ntitle: y\n",
            "2:1: not YAML: expected a single document in the stream, but found another document"),
        fault("title: é\u0001\n", "1:9: not YAML: the character U+0001 cannot stand in it"),
        // Keys
        fault(
            "title: a\ntitle: b\n", "2:1: title: the key stands twice, first at line 1 (keep one)"),
        fault("Budget: 5\n", "1:1: Budget: unknown key 'Budget' (did you mean 'budget'?)"),
        fault(
            "stock: {units: 5, colour: red}\n",
            "1:19: stock.colour: unknown key 'colour' (the keys here are units)"),
        fault(
            "target: {orders: 5, watch_to_pay: {value: 0.1, source: two, three}}\n",
            "1:61: target.watch_to_pay.three: unknown key 'three' (the keys here are assume, grade,"
                + " high, low, source, value)"),
        fault("? {a: b}\n: 1\n", "1:3: a key is a single word"),
        fault("<<: {budget: 1}\n", "1:1: <<: unknown key '<<' (the keys here are"),
        // Types
        fault("budget:\n", "1:8: budget: has no value (give it one or delete the line)"),
        fault("budget: [5]\n", "1:9: budget: expected an amount of money from 0 up, found a list"),
        fault(
            "budget: '5'\n",
            "1:9: budget: '5' is not a number: expected an amount of money from 0 up (write it"
                + " plain, as 12500 or 0.45, without quotes, separators or units)"),
        fault("budget: 5,000\n", "1:9: budget: '5,000' is not a number"),
        fault("budget: .nan\n", "1:9: budget: '.nan' is not a number"),
        fault("budget: 0x10\n", "1:9: budget: '0x10' is not a number"),
        fault("budget: 010\n", "1:9: budget: '010' is not a number"),
        fault("budget: 1e999\n", "1:9: budget: '1e999' is not a number"),
        fault("budget: -1\n", "1:9: budget: -1 is not an amount of money from 0 up"),
        fault(
            "budget: 1e13\n",
            "1:9: budget: 1e13 is not an amount of money from 0 up (at most 1000000000000)"),
        fault("stock: {units: 1.5}\n", "1:16: stock.units: 1.5 is not a whole number from 0 up"),
        fault("title: ''\n", "1:8: title: has no text (give it one or delete the line)"),
        fault("title: {a: b}\n", "1:8: title: expected a text, found keys with values"),
        fault("layers: 5\n", "1:9: layers: expected a list, found '5'"),
        fault("layers: [5]\n", "1:10: layers[0]: expected keys with values, found '5'"),
        fault("target: 100\n", "1:9: target: expected keys with values, found '100'"),
        fault(
            "campaign: a/b\n",
            "1:11: campaign: 'a/b' is not an id (letters, digits, '.', '_' and '-', beginning with"
                + " a letter or a digit)"),
        fault(
            "currency: RMB\n",
            "1:11: currency: 'RMB' is not an ISO currency (such as CNY, USD or VND)"),
        fault(
            "timeline: standart\n",
            "1:11: timeline: 'standart' is not one of standard, none (did you mean 'standard'?)"),
        // Broadcast
        fault(
            "broadcast: {platform: douyin}\n",
            "1:12: broadcast.start: the broadcast has no start",
            "1:12: broadcast.zone: the broadcast has no time zone, so its start is no moment"),
        fault(
            "broadcast: {start: 2026-11-11T20:00+08:00, zone: Asia/Shanghai}\n",
            "1:20: broadcast.start: '2026-11-11T20:00+08:00' carries an offset: the time is told by"
                + " the clock of 'zone' (write it as 2026-11-11T20:00)"),
        fault(
            "broadcast: {start: 11.11. 20:00, zone: Asia/Shanghai}\n",
            "1:20: broadcast.start: '11.11. 20:00' is not a date and time (write it as"
                + " 2026-11-11T20:00)"),
        fault(
            "broadcast: {start: 2026-02-30T20:00, zone: Asia/Shanghai}\n",
            "1:20: broadcast.start: '2026-02-30T20:00' is not in the calendar"),
        fault(
            "broadcast: {start: 2026-03-08T02:30, zone: America/New_York}\n",
            "1:20: broadcast.start: 2026-03-08T02:30 does not exist in America/New_York: the clocks"
                + " go forward over it (an hour later exists)"),
        fault(
            "broadcast: {start: 2026-11-11T20:00, zone: +08:00}\n",
            "1:44: broadcast.zone: '+08:00' is not a time zone (name it by continent and city, such"
                + " as Asia/Shanghai)"),
        fault(
            "broadcast: {start: 2026-11-11T20:00, zone: UTC, duration: 4}\n",
            "1:59: broadcast.duration: '4' is not a duration (write it as 4h, 90m or 1h30m)"),
        fault(
            "broadcast: {start: 2026-11-11T20:00, zone: UTC, duration: 0h}\n",
            "1:59: broadcast.duration: '0h' is no time at all"),
        fault(
            "broadcast: {start: 2026-11-11T20:00, zone: UTC, end: 2026-11-11T19:00}\n",
            "1:54: broadcast.end: the end is not after the start"),
        fault(
            "broadcast: {start: 2026-11-11T20:00, zone: UTC, end: 2026-11-11T23:00, duration:"
                + " 3h}\n",
            "1:54: broadcast.end: both 'end' and 'duration' are stated (keep one)"),
        // Target
        fault(
            "target: {average_order_value: 5}\n",
            "1:9: target.gmv: the target states no 'gmv', 'orders' or 'viewers' (state one)"),
        fault(
            "target: {orders: 5, gmv: 100}\n",
            "1:18: target.orders: the target states 'gmv' and 'orders': each follows from another"
                + " (keep one)"),
        fault("target: {orders: 0}\n", "1:18: target.orders: 0 is not a whole number from 1 up"),
        fault(
            "target: {orders: 5, watch_to_pay: 45%}\n",
            "1:35: target.watch_to_pay: '45%' is not a number: expected a rate above 0 and at most"
                + " 1 (write 45 % as 0.45)"),
        fault(
            "target: {orders: 5, watch_to_pay: {assume: mid, source: me}}\n",
            "1:57: target.watch_to_pay.source: 'assume' takes a published figure, so 'source' has"
                + " no place beside it (keep one)"),
        fault(
            "target: {orders: 5, watch_to_pay: {source: me}}\n",
            "1:35: target.watch_to_pay.value: the figure has no 'value'"),
        fault(
            "target: {orders: 5, average_order_value: {assume: mid}}\n",
            "1:51: target.average_order_value.assume: there is no published figure for"
                + " target.average_order_value (state your own as a value)"),
        fault(
            "service: {contacts_per_agent_day: {assume: mid}}\n",
            "1:44: service.contacts_per_agent_day.assume: there is no published 'mid' figure for"
                + " service.contacts_per_agent_day (published: low 50, high 80 (grade C, checked"),
        fault(
            "dispatch: {days: 2}\n",
            "1:11: dispatch.parcels_per_day: dispatch has no 'parcels_per_day'"),
        // Schedule
        fault(
            "schedule: {dayparts: [{id: a, from: 08:00, to: 12:00}, {id: b, from: 11:59, to:"
                + " 13:00}]}\n",
            "1:70: schedule.dayparts[1].from: the part 'b' overlaps 'a'"),
        fault(
            "schedule: {dayparts: [{id: late, from: 22:00, to: 02:00}]}\n",
            "1:51: schedule.dayparts[0].to: the part ends before it begins (a part lies within a"
                + " day: make one of its hours before midnight and one of the rest)"),
        fault(
            "schedule: {blackout: [{daily: 23:00}]}\n",
            "1:31: schedule.blackout[0].daily: '23:00' are no hours of a day (write it as"
                + " 23:00-08:00)"),
        fault(
            "schedule: {blackout: [{daily: 23:00-08:00, to: T-1d}]}\n",
            "1:48: schedule.blackout[0].to: 'to' has no place beside 'daily' (keep one)"),
        fault(
            """
            broadcast: {start: 2026-11-11T20:00, zone: UTC}
            schedule: {blackout: [{from: T-1d, to: 2026-11-10T19:00}]}
            """,
            "2:23: schedule.blackout[0]: the blackout T-1d to 2026-11-10T19:00 does not run"
                + " forward"),
        fault(
            """
            broadcast: {start: 2026-11-11T20:00, zone: UTC}
            schedule: {blackout: [{from: T-1d, to: end+1h}]}
            """,
            "2:23: schedule.blackout[0]: 'end+1h' counts from the end, and the broadcast states"
                + " none (add 'duration' to the broadcast)"),
        fault(
            "layers: [{id: a, kind: paid, daily_minimum: 9, daily_maximum: 5}]\n",
            "1:45: layers[0].daily_minimum: 'daily_minimum' 9 is above 'daily_maximum' 5"),
        // Layers
        fault("layers:\n  - kind: followers\n", "2:5: layers[0].id: the layer has no id"),
        fault("layers:\n  - id: a\n", "2:5: layers[0].kind: the layer has no kind"),
        fault(
            "layers:\n  - {id: a, kind: follower}\n",
            "2:19: layers[0].kind: 'follower' is not one of reservation, message, followers,"
                + " teaser, paid, creator, store, recommendation, reminder (did you mean"
                + " 'followers'?)"),
        fault(
            """
            layers:
              - {id: a, kind: followers}
              - {id: a, kind: store}
            """,
            "3:10: layers[1].id: another layer is 'a' already"),
        fault(
            "layers: [{id: a, kind: store, show_up: 0.5}]\n",
            "1:31: layers[0].show_up: unknown key 'show_up'"),
        fault(
            "layers: [{id: a, kind: paid, budget: 5, share: 0.1}]\n",
            "1:48: layers[0].share: both 'budget' and 'share' are stated (keep one)"),
        fault(
            "layers: [{id: a, kind: paid, cost_per_entrant: {assume: mid}}]\n",
            "1:57: layers[0].cost_per_entrant.assume: the published figure is in CNY, not in this"
                + " campaign's currency (state your own as a value)"),
        fault(
            "layers: [{id: a, kind: creator, clicks: 5, entrants_each: 5}]\n",
            "1:59: layers[0].entrants_each: both 'entrants_each' and clicks are stated"),
        fault(
            "layers: [{id: a, kind: creator, fee: 5}]\n",
            "1:10: layers[0].creators: a fee for each creator needs the number of 'creators'"),
        fault(
            "layers: [{id: a, kind: store, minimum: 5, maximum: 4}]\n",
            "1:40: layers[0].minimum: 'minimum' 5 is above 'maximum' 4"),
        fault(
            "layers: [{id: a, kind: store, off_allowed: yes}]\n",
            "1:44: layers[0].off_allowed: 'yes' is not true or false"),
        fault(
            "layers: [{id: a, kind: store, window: T-1d..T-2d}]\n",
            "1:39: layers[0].window: the window T-1d..T-2d does not run forward"),
        fault(
            "layers: [{id: a, kind: store, window: T-1d}]\n",
            "1:39: layers[0].window: 'T-1d' is not a window (write it as T-14d..T-0)"),
        fault(
            """
            broadcast: {start: 2026-11-11T20:00, zone: UTC}
            layers: [{id: a, kind: store, window: T-1d..end+1h, pushes: [{when: end-5m}]}]
            """,
            "2:39: layers[0].window: 'end+1h' counts from the end, and the broadcast states none"
                + " (add 'duration' to the broadcast)",
            "2:69: layers[0].pushes[0].when: 'end-5m' counts from the end"),
        fault(
            "layers: [{id: a, kind: store, pushes: [{title: x}, {when: 16:00}]}]\n",
            "1:40: layers[0].pushes[0].when: the push has no time",
            "1:59: layers[0].pushes[1].when: '16:00' is not a time before or after the start (write"
                + " it as T-14d, T-1d 16:00, T-2h, T-30m, T-0, T+1d or end+1h)"),
        fault(
            "layers: [{id: a, kind: store, pushes: [{when: T-1d}, {when: T-1d}]}]\n",
            "1:61: layers[0].pushes[1].when: another push of this layer is 'T-1d' already (give one"
                + " an id)"),
        // Response
        fault(
            "layers: [{id: a, kind: paid, response: {ceiling: 5}}]\n",
            "1:40: layers[0].response.curve: the response has no curve"),
        fault(
            "layers: [{id: a, kind: paid, response: {curve: hill, ceiling: 5, half: 0}}]\n",
            "1:40: layers[0].response.slope: the curve hill needs 'slope'",
            "1:72: layers[0].response.half: 0 is not a number above 0"),
        fault(
            "layers: [{id: a, kind: paid, response: {curve: log, scale: 5, half: 1, slope: 1}}]\n",
            "1:72: layers[0].response.slope: unknown key 'slope'"),
        fault(
            "layers: [{id: a, kind: paid, response: {curve: points, spend: [0, 5], response:"
                + " [1]}}]\n",
            "1:81: layers[0].response.response: the curve has 2 amounts and 1 answers"),
        fault(
            "layers: [{id: a, kind: paid, response: {curve: points, spend: [5, 5], response: [1,"
                + " x]}}]\n",
            "1:63: layers[0].response.spend: the amounts do not rise",
            "1:81: layers[0].response.response: the curve has 2 amounts and 1 answers",
            "1:85: layers[0].response.response[1]: 'x' is not a number"),
        // Products, hosts, run of show
        fault(
            "broadcast: {start: 2026-11-11T20:00, zone: UTC, announced_start: 2026-11-11}\n",
            "1:66: broadcast.announced_start: '2026-11-11' is not a date and time"),
        fault(
            """
            broadcast: {start: 2026-11-11T20:00, zone: UTC, products: 1}
            products: [{sku: a}, {sku: b}]
            """,
            "1:59: broadcast.products: the broadcast shows 1 products, and 2 are listed"),
        fault(
            "stock: {units: 10}\nproducts: [{sku: a, stock: 6}, {sku: b, stock: 5}, {sku: c}]\n",
            "1:16: stock.units: the stock has 10 units, and the products' own 'stock' adds up to 11"
                + " (raise one or lower the other)"),
        fault(
            "products: [{sku: a, price: 11, list_price: 10}, {sku: a, rolle: hero}]\n",
            "1:28: products[0].price: 'price' 11 is above 'list_price' 10",
            "1:55: products[1].sku: another product is 'a' already",
            "1:58: products[1].rolle: unknown key 'rolle' (did you mean 'role'?)"),
        fault(
            "products: [{sku: a, claims: [{text: few}, {units: x, text: y, until: soon}]}]\n",
            "1:30: products[0].claims[0].units: the claim states no 'units' and no 'until' (state"
                + " what it promises, so that it can be checked)",
            "1:51: products[0].claims[1].units: 'x' is not a number",
            "1:70: products[0].claims[1].until: 'soon' is not a time before or after the start"),
        fault(
            "hosts: [{id: a, from: +2h, to: +90m}, {from: 1h, to: +2h}]\n",
            "1:32: hosts[0].to: the host's time ends before it begins",
            "1:39: hosts[1].id: the host has no id",
            "1:46: hosts[1].from: '1h' is not a time after the start (write it as +0m, +90m or"
                + " +1h30m)"),
        fault(
            """
            products: [{sku: QHP-001}]
            hosts: [{id: host-a, from: +0m, to: +2h}]
            run_of_show:
              - {at: +0m, minutes: 5, sku: QHP-01, host: hosta}
              - {at: +0m, minutes: 5, sku: other}
              - {at: +5m, flash: {unit: 5}}
            """,
            "4:32: run_of_show[0].sku: 'QHP-01' is no product of this plan (did you mean"
                + " 'QHP-001'?)",
            "4:46: run_of_show[0].host: 'hosta' is no host of this plan (did you mean 'host-a'?)",
            "5:10: run_of_show[1].at: another segment is '+0m' already (give one an id)",
            "5:32: run_of_show[1].sku: 'other' is no product of this plan (there are QHP-001)",
            "6:5: run_of_show[2].minutes: the segment has no length",
            "6:5: run_of_show[2].sku: a flash sale needs the 'sku' that it sells",
            "6:23: run_of_show[2].flash.unit: unknown key 'unit' (did you mean 'units'?)"),
        fault(
            "layers: [{id: page, kind: reservation}, {id: a, kind: paid, promotes: [pages, b]}]\n",
            "1:72: layers[1].promotes[0]: 'pages' is no reservation layer of this plan (did you"
                + " mean 'page'?)",
            "1:79: layers[1].promotes[1]: 'b' is no reservation layer of this plan (there are"
                + " page)"),
        // Tasks
        fault(
            "tasks: [{owner: crm}]\n",
            "1:9: tasks[0].id: the task has no id",
            "1:9: tasks[0].title: the task has no title",
            "1:9: tasks[0].when: the task has no time"),
        fault(
            "tasks: [{id: a, title: A, when: T-1d}, {id: a, title: B, when: T-1d}]\n",
            "1:45: tasks[1].id: another task is 'a' already"),
        fault(
            "tasks: [{id: a, title: A, when: T-1d, needs: [reharsal, b, 5]}]\n",
            "1:47: tasks[0].needs[0]: 'reharsal' is no task of this plan (did you mean"
                + " 'rehearsal'?)",
            "1:57: tasks[0].needs[1]: 'b' is no task of this plan",
            "1:60: tasks[0].needs[2]: '5' is no task of this plan"),
        fault(
            "tasks: [{id: a, title: A, when: T-1d, needs: [a]}]\n",
            "1:46: tasks[0].needs: the tasks need each other in a circle: a needs a"),
        fault(
            """
            timeline: none
            tasks:
              - {id: a, title: A, when: T-1d, needs: [c]}
              - {id: b, title: B, when: T-1d, needs: [a]}
              - {id: c, title: C, when: T-1d, needs: [b, a]}
              - {id: d, title: D, when: T-1d, needs: [a]}
            """,
            "3:42: tasks[0].needs: the tasks need each other in a circle: a needs c needs b needs"
                + " a",
            "3:42: tasks[0].needs: the tasks need each other in a circle: a needs c needs a"),
        fault(
            // A standard task that now needs what needs it.
            "tasks: [{id: script, title: A, when: T-1d, needs: [rehearsal]}]\n",
            "1:51: tasks[0].needs: the tasks need each other in a circle: script needs rehearsal"
                + " needs script"),
        fault(
            """
            layers:
              - {id: a, kind: store, feeds: [{layer: b, rate: 0.1}]}
              - {id: b, kind: followers, feeds: [{layer: c, rate: 0.1}]}
              - {id: c, kind: message, feeds: [{layer: a, rate: 0.1}]}
            """,
            "2:33: layers[0].feeds: the layers feed each other in a circle: a feeds b feeds c feeds"
                + " a"),
        fault(
            "layers: [{id: a, kind: store, feeds: [{layer: b, rate: 0.1}]}]\n",
            "1:47: layers[0].feeds[0].layer: 'b' is no layer of this plan (there are a)"),
        // A misspelt kind hides neither what else is wrong with the layer nor the layer itself.
        fault(
            """
            layers:
              - {id: a, kind: mesage, delivered: -5, clickrate: 0.1}
              - {id: b, kind: store, feeds: [{layer: a, rate: 0.1}]}
              - {id: c, kind: xyz, delivered: -5}
              - {id: d, kind: store, feeds: [{layer: c, rate: 0.1}]}
            """,
            "2:19: layers[0].kind: 'mesage' is not one of reservation, message, followers, teaser,"
                + " paid, creator, store, recommendation, reminder (did you mean 'message'?)",
            "2:38: layers[0].delivered: -5 is not a whole number from 0 up",
            "2:42: layers[0].clickrate: unknown key 'clickrate' (did you mean 'click_rate'?)",
            "4:19: layers[2].kind: 'xyz' is not one of reservation, message, followers, teaser,"
                + " paid, creator, store, recommendation, reminder"),
        fault(
            """
            layers:
              - {id: a, kind: message, channel: sms, receiver_zones: [Asia/Shanghai, Asia/Shangai]}
              - {id: b, kind: store, receiver_zones: [UTC]}
            """,
            "2:58: layers[0].receiver_zones: 'Asia/Shangai' is not a time zone (did you mean"
                + " 'Asia/Shanghai'?)",
            "3:26: layers[1].receiver_zones: unknown key 'receiver_zones'"),
        fault(
            """
            layers:
              - {id: a, kind: store, feeds: [{layer: b, rate: 0.7}, {layer: b, rate: 0.4}]}
              - {id: b, kind: paid}
            """,
            "2:33: layers[0].feeds: the rates of its feeds are more than 1 together",
            "2:42: layers[0].feeds[0].layer: 'b' cannot be fed: it is of kind paid (feed"
                + " reservations, followers, messages, teasers or the store)",
            "2:65: layers[0].feeds[1].layer: 'b' is fed already",
            "2:65: layers[0].feeds[1].layer: 'b' cannot be fed: it is of kind paid"),
        fault(
            """
            layers:
              - {id: a, kind: store}
              - {id: b, kind: reservation}
              - {id: r, kind: reminder, reminds: [a, bb, b, b], lift: 0.2}
            """,
            "4:39: layers[2].reminds[0]: 'a' has no reservations to remind of: it is of kind store",
            "4:42: layers[2].reminds[1]: 'bb' is no layer of this plan",
            "4:49: layers[2].reminds[3]: 'b' is named already (keep one)"),
        fault(
            """
            audience:
              size: 1000
              overlap:
                - {layers: [a, r], share: 0.1}
                - {layers: [a, q], share: 0.1}
                - {layers: [q, a], share: 0.2}
                - {layers: [a], share: 0.2}
            layers:
              - {id: a, kind: reservation}
              - {id: r, kind: reminder, reminds: [a]}
            """,
            "4:20: audience.overlap[0].layers[1]: 'r' is a reminder and brings nobody",
            "5:20: audience.overlap[1].layers[1]: 'q' is no layer of this plan",
            "6:16: audience.overlap[2].layers: another overlap is of 'q' and 'a' already",
            "7:16: audience.overlap[3].layers: an overlap is of two layers"),
        fault(
            "quiet_hours: {from: 8:00, to: 09:00}\n",
            "1:21: quiet_hours.from: '8:00' is not a time of day (write it as 22:00)"),
        fault(
            "quiet_hours: {from: 09:00, to: 09:00}\n",
            "1:32: quiet_hours.to: the quiet hours end when they begin"),
        fault(
            "layers: [{id: a, kind: reservation, build_up: {innovation: 0.1, imitation: 0}}]\n",
            "1:47: layers[0].build_up: reservations gather in a 'window' (state the window)"),
        fault(
            """
            layers:
              - id: a
                kind: reservation
                window: T-7d..T-0
                build_up: {days_before: [1, 2], share: [0.5, 1]}
              - id: b
                kind: reservation
                window: T-7d..T-0
                build_up: {days_before: [2, 1], share: [0.5, 0.9]}
              - id: c
                kind: reservation
                window: T-7d..T-0
                build_up: {days_before: [2, 1], share: [1]}
            """,
            "5:29: layers[0].build_up.days_before: the days before the start do not fall",
            "9:44: layers[1].build_up.share: the last share is not 1",
            "13:44: layers[2].build_up.share: the curve has 2 days and 1 shares"),
        fault(
            "target: {viewers: 5, watch_to_pay: {value: 0.2, low: 0.3, high: 1}}\n",
            "1:54: target.watch_to_pay.low: 'low' is not between 0 and the value",
            "1:65: target.watch_to_pay.high: 'high' is not between the value and all"));
  }

  private static Arguments fault(String yaml, String... lines) {
    return Arguments.of(yaml, List.of(lines));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void a_fault_names_its_place_and_says_what_is_wrong(String yaml, List<String> lines) {
    List<String> found =
        CampaignFile.read("c", yaml).faults().stream().map(fault -> fault.line("c")).toList();

    assertThat(found).hasSameSizeAs(lines);
    for (int i = 0; i < lines.size(); i++) {
      assertThat(found.get(i)).startsWith("c:" + lines.get(i));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\n\t\"campaign\":\t\"a\",\n\t\"budget\": 5e3\n}",
        "\n  {\"campaign\": \"a\", \"budget\": 5000}",
        "campaign: a\nbudget: 5_000\n",
        "campaign: 'a'\nbudget: 5000.0 # money\n",
        "---\ncampaign: a\r\nbudget: 5000\r\n...\n"
      })
  void json_and_every_way_of_writing_yaml_are_the_same(String text) {
    Campaign campaign = CampaignFile.read("c", text).accepted();

    assertThat(campaign.id()).isEqualTo("a");
    assertThat(campaign.budget()).isEqualByComparingTo("5000");
  }

  @Test
  void ids_are_texts_however_they_look() {
    Campaign campaign =
        CampaignFile.read(
                "c",
                "campaign: 7523198812345678901\nbroadcast: {account: 0012, start:"
                    + " 2026-11-11 20:00, zone: Asia/Shanghai}\n")
            .accepted();

    assertThat(campaign.id()).isEqualTo("7523198812345678901");
    assertThat(campaign.broadcast().account()).isEqualTo("0012");
  }

  @Test
  void an_end_is_as_good_as_a_duration_and_tells_elapsed_time() {
    Campaign campaign =
        CampaignFile.read(
                "c",
                "broadcast: {start: 2026-10-31T22:00, end: 2026-11-01T03:00, zone:"
                    + " America/New_York}\n")
            .accepted();

    assertThat(campaign.broadcast().duration()).isEqualTo(Duration.ofHours(6));
  }

  @Test
  void what_is_not_stated_is_null() {
    Campaign campaign =
        CampaignFile.read("c", "layers: [{id: a, kind: paid, cost_per_entrant: 1.5}]\n").accepted();

    assertThat(campaign.budget()).isNull();
    assertThat(campaign.target()).isNull();
    assertThat(campaign.standardTimeline()).isTrue();
    assertThat(campaign.layers().get(0).traffic())
        .isEqualTo(new Traffic.Paid(null, null, Estimate.stated(new BigDecimal("1.5"))));
    assertThat(campaign.layers().get(0).cost()).isNull();
  }

  @Test
  void an_assumption_keeps_its_source_and_grade() {
    Campaign campaign =
        CampaignFile.read(
                "c",
                "layers: [{id: a, kind: reservation, reservations: {value: 5, source:"
                    + " us, grade: A}, show_up: {assume: low}}]\n")
            .accepted();

    Traffic.Audience audience = (Traffic.Audience) campaign.layers().get(0).traffic();
    assertThat(audience.quantity())
        .isEqualTo(new Estimate(new BigDecimal("5"), "us", Grade.A, null, null, null));
    assertThat(audience.rate().value()).isEqualByComparingTo("0.30");
    assertThat(audience.rate().grade()).isEqualTo(Grade.C);
    assertThat(audience.rate().source()).contains("webinars");
    assertThat(audience.rate().assumption()).isEqualTo("low");
  }

  @Test
  void an_allocation_needs_no_more_than_layers_and_a_budget() {
    Campaign campaign =
        CampaignFile.read(
                "c",
                """
                budget: 600
                layers:
                  - id: feed-ads
                    kind: paid
                    minimum: 50            # money; default 0
                    maximum: 400           # default: the budget
                    off_allowed: true      # nothing, or at least the minimum
                    response: {curve: michaelis-menten, ceiling: 300, half: 60}
                  - id: creators
                    kind: creator
                    response: {curve: hill, ceiling: 900, half: 60, slope: 3, carried_in: 12.5}
                  - id: steps
                    kind: store
                    response: {curve: points, spend: [0, 10, 20], response: [0, 5, 8]}
                """)
            .accepted();

    assertThat(campaign.layers())
        .extracting(Layer::id)
        .containsExactly("feed-ads", "creators", "steps");
    assertThat(campaign.layers().get(0).offAllowed()).isTrue();
    assertThat(campaign.layers().get(1).response().parameters().keySet())
        .containsExactly("ceiling", "half", "slope");
    assertThat(campaign.layers().get(1).response().carriedIn()).isEqualByComparingTo("12.5");
    assertThat(campaign.layers().get(2).response().spend())
        .containsExactly(new BigDecimal("0"), new BigDecimal("10"), new BigDecimal("20"));
  }
}
