#include "tn3270/server/proxy_header.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "config/limits.h"

namespace server {
namespace {

using testing::HasSubstr;
using Outcome = std::variant<ProxyHeader, ProxyHeaderUnfinished, std::string>;

// proxy-protocol.txt 2.2: twelve bytes, version and command, family, length, and what follows.
std::vector<std::uint8_t> header(std::uint8_t command, std::uint8_t family,
                                 const std::vector<std::uint8_t>& rest) {
  std::vector<std::uint8_t> bytes{0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D,    0x0A,
                                  0x51, 0x55, 0x49, 0x54, 0x0A, command, family};
  bytes.push_back(static_cast<std::uint8_t>(rest.size() >> 8U));
  bytes.push_back(static_cast<std::uint8_t>(rest.size()));
  bytes.insert(bytes.end(), rest.begin(), rest.end());
  return bytes;
}

const std::vector<std::uint8_t> kFrom192_0_2_7Port4711{192, 0, 2,    7,    10,   0,
                                                       0,   1, 0x12, 0x67, 0x0C, 0xC6};

std::string fault(const std::vector<std::uint8_t>& bytes) {
  const Outcome outcome = read_proxy_header(bytes);
  const auto* why = std::get_if<std::string>(&outcome);
  return why == nullptr ? "" : *why;
}

TEST(ProxyHeader, SaysWhoTheClientIs) {
  auto bytes = header(0x21, 0x11, kFrom192_0_2_7Port4711);
  bytes.push_back(0xFF);  // the client's own
  const auto read = std::get<ProxyHeader>(read_proxy_header(bytes));
  EXPECT_EQ(read.size, 28U);
  ASSERT_TRUE(read.client);
  EXPECT_EQ(read.client->text(), "192.0.2.7 port 4711");
}

TEST(ProxyHeader, SaysItOfIpv6AndWithAdditions) {
  std::vector<std::uint8_t> rest(36, 0);
  rest[0] = 0x20;
  rest[1] = 0x01;
  rest[15] = 0x09;
  rest[33] = 0x17;
  rest.insert(rest.end(), {0x04, 0x00, 0x01, 0x00});  // PP2_TYPE_NOOP
  const auto read = std::get<ProxyHeader>(read_proxy_header(header(0x21, 0x21, rest)));
  EXPECT_EQ(read.size, 56U);
  EXPECT_EQ(read.client->text(), "2001::9 port 23");
}

TEST(ProxyHeader, ABalancerMaySpeakForItself) {
  const auto read = std::get<ProxyHeader>(read_proxy_header(header(0x20, 0x00, {})));
  EXPECT_EQ(read.size, 16U);
  EXPECT_FALSE(read.client);
}

TEST(ProxyHeader, IsUnfinishedAtEveryCut) {
  const auto bytes = header(0x21, 0x11, kFrom192_0_2_7Port4711);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_TRUE(std::holds_alternative<ProxyHeaderUnfinished>(
        read_proxy_header(tn3270::Bytes(bytes).first(size))))
        << size;
  }
}

TEST(ProxyHeader, WhatIsNoneIsNamed) {
  EXPECT_THAT(fault({0xFF, 0xFD}), HasSubstr("does not begin with a header"));
  EXPECT_THAT(fault(header(0x11, 0x11, kFrom192_0_2_7Port4711)), HasSubstr("another version"));
  EXPECT_THAT(fault(header(0x22, 0x11, kFrom192_0_2_7Port4711)), HasSubstr("another version"));
  EXPECT_THAT(fault(header(0x21, 0x12, kFrom192_0_2_7Port4711)), HasSubstr("neither TCP over"));
  EXPECT_THAT(fault(header(0x21, 0x21, kFrom192_0_2_7Port4711)), HasSubstr("too short"));
  EXPECT_THAT(fault(header(0x21, 0x11, std::vector<std::uint8_t>(config::limits::kProxyHeader, 0))),
              HasSubstr("a PROXY header of 1040 bytes"));
}

}  // namespace
}  // namespace server
