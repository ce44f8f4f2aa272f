package dev.sluice.exports.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderFoldTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          收货地址 |收货地址
          订单付款时间 |订单付款时间
          建议发货时间（起）|建议发货时间(起)
          直播间曝光人数|直播间曝光人数
          动帐流水号|动账流水号
          人均观看时长　（分钟）|人均观看时长(分钟)
          ＧＭＶ（￥）|gmv
          GMV (MX$)|gmv
          CPC (cost per link click) (USD)|cpc(costperlinkclick)
          Clicks (all)|clicks(all)
          CTR (LIVE)|ctr(live)
          Products’ Price|products'price
          【规格】|[规格]
          转化率％|转化率%
          Sessions – Mobile APP – B2B|sessions-mobileapp-b2b
          Sessions - Mobile app - B2B|sessions-mobileapp-b2b
          Page views—Total|pageviews-total
          Non‑Brand ‐ A − B|non-brand-a-b
          Duration:|duration
          时长：|时长
          Sales(Placed Order)|sales(placedorder)
          Sales (Placed Order)|sales(placedorder)
          *หมายเลขติดตามพัสดุ|หมายเลขติดตามพัสดุ
          Tracking Number*|trackingnumber
          ＊商品ID＊：|商品id
          Avg. Viewing Duration|avg.viewingduration
          コーヒー|コーヒー
          SKU*Qty|sku*qty
          """)
  void headersThatMeanTheSameReadTheSame(String header, String folded) {
    assertThat(HeaderFold.fold(header)).isEqualTo(folded);
    assertThat(HeaderFold.fold(folded)).as("folded twice").isEqualTo(folded);
  }

  @Test
  void whatCannotBeSeenIsRemoved() {
    assertThat(HeaderFold.fold("\uFEFF\t主订单\n编号\r\u200B\u00A0\u0000")).isEqualTo("主订单编号");
    assertThat(HeaderFold.fold("Order\u00AD \u2060ID\u3000")).isEqualTo("orderid");
    assertThat(HeaderFold.fold(" \t")).isEmpty();
  }

  @Test
  void foldingDependsOnNoLocale() {
    java.util.Locale before = java.util.Locale.getDefault();
    try {
      java.util.Locale.setDefault(java.util.Locale.forLanguageTag("tr"));
      assertThat(HeaderFold.fold("ITEM ID")).isEqualTo("itemid");
    } finally {
      java.util.Locale.setDefault(before);
    }
  }
}
