#include "config/client_prefix.h"

#include <gtest/gtest.h>

#include <string>

namespace config {
namespace {

ClientPrefix prefix(const std::string& text) {
  const auto parsed = ClientPrefix::parse(text);
  EXPECT_TRUE(parsed) << text << ": " << client_prefix_fault(text);
  return parsed ? *parsed : *ClientPrefix::parse("255.255.255.255");
}

bool holds(const std::string& network, const std::string& address) {
  const auto client = parse_address(address);
  EXPECT_TRUE(client) << address;
  return client && prefix(network).contains(*client);
}

TEST(ClientPrefix, IsOneAddressWithoutALength) {
  EXPECT_TRUE(holds("10.1.2.3", "10.1.2.3"));
  EXPECT_FALSE(holds("10.1.2.3", "10.1.2.4"));
  EXPECT_TRUE(prefix("10.1.2.3").is_address());
  EXPECT_EQ(prefix("10.1.2.3").length(), 32U);
  EXPECT_TRUE(prefix("fd00::1").is_address());
  EXPECT_EQ(prefix("fd00::1").length(), 128U);
}

TEST(ClientPrefix, HoldsWhatBeginsLikeIt) {
  EXPECT_TRUE(holds("10.1.0.0/16", "10.1.255.255"));
  EXPECT_FALSE(holds("10.1.0.0/16", "10.2.0.0"));
  EXPECT_TRUE(holds("10.1.0.128/25", "10.1.0.200"));
  EXPECT_FALSE(holds("10.1.0.128/25", "10.1.0.127"));
  EXPECT_TRUE(holds("fd00::/8", "fdff::1"));
  EXPECT_FALSE(holds("fd00::/8", "fe00::1"));
  EXPECT_TRUE(holds("2001:db8::/33", "2001:db8:7fff::1"));
  EXPECT_FALSE(holds("2001:db8::/33", "2001:db8:8000::1"));
  EXPECT_EQ(prefix("10.1.0.0/16").length(), 16U);
  EXPECT_FALSE(prefix("10.1.0.0/16").is_address());
}

TEST(ClientPrefix, OfLengthZeroHoldsItsWholeFamilyAndNoOther) {
  EXPECT_TRUE(holds("0.0.0.0/0", "255.0.0.1"));
  EXPECT_FALSE(holds("0.0.0.0/0", "::1"));
  EXPECT_TRUE(holds("::/0", "2001:db8::1"));
  EXPECT_FALSE(holds("::/0", "10.1.2.3"));
}

TEST(ClientPrefix, TakesMappedAddressesForIpv4) {
  EXPECT_TRUE(holds("10.1.0.0/16", "::ffff:10.1.2.3"));
  EXPECT_TRUE(holds("::ffff:10.1.0.0/112", "10.1.2.3"));
  EXPECT_EQ(prefix("::ffff:10.1.0.0/112"), prefix("10.1.0.0/16"));
  EXPECT_EQ(prefix("::ffff:0:0/96"), prefix("0.0.0.0/0"));
  EXPECT_EQ(prefix("::ffff:10.1.2.3"), prefix("10.1.2.3"));
  EXPECT_TRUE(prefix("::ffff:10.1.2.3").is_ipv4());
}

TEST(ClientPrefix, IsEqualHoweverItIsSpelled) {
  EXPECT_EQ(prefix("FD00:0::/8"), prefix("fd00::/8"));
  EXPECT_EQ(prefix("10.1.2.3/32"), prefix("10.1.2.3"));
  EXPECT_FALSE(prefix("10.0.0.0/8") == prefix("10.0.0.0/9"));
}

TEST(ClientPrefix, DoesNotLookAtZonesOfClients) {
  EXPECT_TRUE(holds("fe80::/10", "fe80::1%eth0"));
}

struct Wrong {
  const char* text;
  const char* fault;
};

TEST(ClientPrefix, SaysWhatIsWrongAndWhatToWrite) {
  const Wrong wrong[] = {
      {"10.1.2",
       "'10.1.2' is neither an address nor a network; write one like \"10.1.2.3\", "
       "\"10.1.0.0/16\" or \"fd00::/8\", and a name of DNS with \"host\""},
      {"/8",
       "'/8' is neither an address nor a network; write one like \"10.1.2.3\", "
       "\"10.1.0.0/16\" or \"fd00::/8\", and a name of DNS with \"host\""},
      {"10.1.0.0/33",
       "'10.1.0.0/33' has more bits than the 32 of an address; write a smaller number behind the "
       "'/'"},
      {"fd00::/129",
       "'fd00::/129' has more bits than the 128 of an address; write a smaller number behind the "
       "'/'"},
      {"10.1.0.0/",
       "'10.1.0.0/' has no number of bits behind its '/'; write one like "
       "\"10.1.0.0/16\""},
      {"10.1.0.0/+8",
       "'10.1.0.0/+8' has no number of bits behind its '/'; write one like "
       "\"10.1.0.0/16\""},
      {"10.1.0.0/08",
       "'10.1.0.0/08' has no number of bits behind its '/'; write one like "
       "\"10.1.0.0/16\""},
      {"10.1.0.0/255.255.0.0",
       "'10.1.0.0/255.255.0.0' has no number of bits behind its '/'; write "
       "one like \"10.1.0.0/16\""},
      {"10.1.2.3/16",
       "'10.1.2.3/16' has bits behind its prefix; write '10.1.0.0/16', or the "
       "address without '/'"},
      {"fd00:1::5/32",
       "'fd00:1::5/32' has bits behind its prefix; write 'fd00:1::/32', or the "
       "address without '/'"},
      {"fd00:1:2:3:4:5:6:7/112",
       "'fd00:1:2:3:4:5:6:7/112' has bits behind its prefix; write "
       "'fd00:1:2:3:4:5:6:0/112', or the address without '/'"},
      {"::ffff:10.1.2.3/112",
       "'::ffff:10.1.2.3/112' has bits behind its prefix; write "
       "'10.1.0.0/16', or the address without '/'"},
      {"::1/0", "'::1/0' has bits behind its prefix; write '::/0', or the address without '/'"},
      {"fe80::1%eth0",
       "'fe80::1%eth0' has a zone, which is a matter of this machine's interfaces; "
       "write the address without the '%' and what follows"},
  };
  for (const Wrong& each : wrong) {
    EXPECT_FALSE(ClientPrefix::parse(each.text)) << each.text;
    EXPECT_EQ(client_prefix_fault(each.text), each.fault);
  }
  EXPECT_EQ(client_prefix_fault("10.1.0.0/16"), "");
}

TEST(ClientPrefix, RefusesAMappedNetworkThatIsWiderThanIpv4) {
  EXPECT_FALSE(ClientPrefix::parse("::ffff:0:0/95"));
  EXPECT_EQ(client_prefix_fault("::ffff:0:0/95"),
            "'::ffff:0:0/95' has bits behind its prefix; write '0:0:0:0:0:fffe::/95', or the "
            "address without '/'");
}

}  // namespace
}  // namespace config
