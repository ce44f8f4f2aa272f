package dev.sluice.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the two shops sell: 120 SKUs of homeware (51 products), 80 of clothing (22 products). */
record Catalogue(List<Product> home, List<Product> clothing) {
  private static final String HOMEWARE =
      """
      餐厨:陶瓷马克杯,大汤碗,浅口餐盘,小砂锅,保温壶,竹砧板,筷子套装,玻璃杯套装,调味罐
      收纳:折叠收纳盒,藤编收纳篮,防滑衣架,抽屉分隔盒,透明鞋盒,无痕挂钩,三层置物架,真空收纳袋
      家纺:棉麻抱枕,限量珊瑚绒毯,纯棉四件套,慢回弹枕,防水桌布,吸水地垫,加厚浴巾,遮光窗帘,薄款夏被
      灯具:护眼台灯,落地灯,床头灯,星星灯串,感应小夜灯,圆形吸顶灯,木质壁灯,夹式阅读灯
      香氛:大豆香薰蜡烛,扩香石,静音香薰机,藤条香氛,衣柜香包,檀木线香,泡沫洗手液,手工香皂
      清洁:赠品擦手巾,旋转拖把,扫把套装,抹布十条装,感应垃圾桶,缝隙刷,洗碗海绵,粘毛器,除尘掸
      """;
  private static final String CLOTHES =
      """
      Tops:Crewneck Tee,Pocket Tee,Long Sleeve Tee,Flannel Shirt,Linen Shirt,Turtleneck
      Knitwear:Zip Hoodie,Pullover Hoodie,Crew Sweatshirt,Button Cardigan
      Bottoms:Straight Jeans,Wide Leg Pants,Everyday Joggers,Pleated Skirt
      Dresses:Wrap Dress,Shirt Dress
      Outerwear:Denim Jacket,Rain Jacket,Limited Patchwork Jacket
      Accessories:Ribbed Beanie,Wool Blend Scarf,Canvas Tote
      """;

  static Catalogue standard() {
    return new Catalogue(skus(World.HOME, HOMEWARE), skus(World.CLOTHING, CLOTHES));
  }

  List<Product> of(String shop) {
    return World.isHome(shop) ? home : clothing;
  }

  /** The SKU of the limited flash sale. */
  Product flash(String shop) {
    return of(shop).stream().filter(sku -> sku.role().equals("flash")).findFirst().orElseThrow();
  }

  /** The SKU that goes along at a price of zero. */
  Product gift(String shop) {
    return of(shop).stream().filter(sku -> isGift(sku.name())).findFirst().orElseThrow();
  }

  /** What may be sold at any time: neither the flash SKU nor the gift. */
  List<Product> ordinary(String shop) {
    return of(shop).stream()
        .filter(sku -> !sku.equals(flash(shop)) && !sku.equals(gift(shop)))
        .toList();
  }

  List<Product> skusOf(String shop, String product) {
    return of(shop).stream().filter(sku -> sku.product().equals(product)).toList();
  }

  private static List<Product> skus(String shop, String lines) {
    boolean home = shop.equals(World.HOME);
    Dice dice = Dice.of("products of " + shop);
    List<String> colors = List.of((home ? "米白,雾蓝,浅灰,墨绿" : "Navy,Sand,Forest,Black").split(","));
    List<String> sizes = List.of((home ? "小,中,大,特大" : "S,M,L,XL").split(","));
    List<Product> skus = new ArrayList<>();
    int number = 0;
    for (String line : lines.lines().toList()) {
      String[] names = line.split("[:,]", -1);
      for (int n = 1; n < names.length; n++) {
        number++;
        String role = role(names[n], number);
        long price = 100L * yuan(dice, role) / (home ? 1 : 3) / 100 * 100 - (home ? 10 : 1);
        long cost = price * costPercent(dice, role) / 100;
        String product =
            home ? "QHP-" + String.valueOf(1000 + number).substring(1) : dice.digits("17296", 19);
        for (int v = 0; v < variants(home, names[0], names[n], number); v++) {
          String color = colors.get((number + v / 2) % 4);
          String size = sizes.get((number + v) % 4);
          String code =
              home
                  ? product + "-0" + (v + 1)
                  : "HT-" + (100 + number) + "-" + color.substring(0, 3) + "-" + size;
          code = code.toUpperCase(Locale.ROOT);
          String sku = home ? code : dice.digits("17297", 19);
          skus.add(
              new Product(
                  shop, sku, code, product, names[n], names[0], role, cost, price, color, size));
        }
      }
    }
    return List.copyOf(skus);
  }

  /**
   * At home 2 single SKUs, 20 products of three and 29 of two; clothes come in four, 2 in three.
   */
  private static int variants(boolean home, String category, String name, int number) {
    if (isLimited(name) || isGift(name)) {
      return 1;
    }
    return home ? (number <= 21 ? 3 : 2) : category.equals("Accessories") ? 3 : 4;
  }

  private static boolean isLimited(String name) {
    return name.startsWith("限量") || name.startsWith("Limited");
  }

  private static boolean isGift(String name) {
    return name.startsWith("赠品") || name.equals("Canvas Tote");
  }

  private static String role(String name, int number) {
    if (isLimited(name)) {
      return "flash";
    }
    if (isGift(name)) {
      return "traffic";
    }
    return switch (number % 10) {
      case 0, 5 -> "traffic";
      case 1, 2, 4, 6 -> "hero";
      case 3, 7, 8 -> "profit";
      default -> "prestige";
    };
  }

  private static int yuan(Dice dice, String role) {
    return switch (role) {
      case "traffic" -> dice.between(36, 72);
      case "hero" -> dice.between(72, 120);
      case "profit" -> dice.between(110, 190);
      case "prestige" -> dice.between(240, 480);
      default -> dice.between(180, 240);
    };
  }

  private static int costPercent(Dice dice, String role) {
    return switch (role) {
      case "traffic" -> dice.between(75, 92);
      case "hero" -> dice.between(48, 60);
      case "profit" -> dice.between(32, 45);
      case "prestige" -> dice.between(24, 38);
      default -> dice.between(50, 58);
    };
  }
}
