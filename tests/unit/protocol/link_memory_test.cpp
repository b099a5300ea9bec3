// What one idle link costs (the budget of an idle session is 2 KB, and 1.5 KB the aim).

#include <gtest/gtest.h>
#include <malloc.h>

#include <cstddef>
#include <cstdio>
#include <vector>

#include "tests/unit/protocol/client_driver.h"

#ifdef TN3270D_ASAN
// The header is clang's alone; the sanitizer's malloc keeps no mallinfo.
extern "C" std::size_t __sanitizer_get_current_allocated_bytes();
#endif

namespace tn3270 {
namespace {

using test::operator+;

constexpr std::size_t kLinks = 200;
constexpr std::size_t kIdleLink = 700;
constexpr std::size_t kIdleClientLink = 400;

#ifdef TN3270D_ASAN
std::size_t in_use() {
  return __sanitizer_get_current_allocated_bytes();
}
#else
std::size_t in_use() {
  return mallinfo2().uordblks;
}
#endif

struct Client {
  ByteBuffer out;
  std::vector<LinkEvent> events;

  void say(TerminalLink& link, const ByteBuffer& bytes) {
    out.clear();
    events.clear();
    link.feed(bytes, events, out);
  }
};

// Negotiates and sends one record, as a session does.
void use(TerminalLink& link, Client& client) {
  link.start(StartTls::No, client.out);
  client.say(link, test::from_hex("FF FB 28"));
  client.say(link, test::device_request("IBM-3278-2-E"));
  link.grant(config::LuName::parse("T001").value(), {test::functions_from("00,02,04")},
             client.events, client.out);
  client.say(link, test::functions_request("00,02,04"));
  client.say(link, test::from_hex("00 00 00 00 00 7D") + ByteBuffer(4'000, 0x40) +
                       test::from_hex("FF EF"));
  link.forget_records();
}

TEST(LinkMemory, AnIdleLinkOwnsLittle) {
  Client client;
  std::vector<TerminalLink> links;
  links.reserve(kLinks);
  {
    TerminalLink warm;
    use(warm, client);
  }
  const std::size_t before = in_use();
  for (std::size_t i = 0; i < kLinks; ++i) {
    use(links.emplace_back(), client);
  }
  const std::size_t each = (in_use() - before) / kLinks;
  RecordProperty("bytes", static_cast<int>(each));
  std::printf("an idle link owns %zu bytes of heap\n", each);
  EXPECT_LT(each, kIdleLink);
  EXPECT_GT(each, 0U);
}

// As a gateway has one to its host, with the name that it asked for.
void use(ClientLink& link, std::vector<ClientEvent>& events, ByteBuffer& out) {
  const auto hear = [&](const ByteBuffer& bytes) {
    events.clear();
    out.clear();
    link.feed(bytes, events, out);
  };
  hear(test::from_text("WELCOME TO A HOST WITH A LONG NAME") + test::from_hex("FF FD 28"));
  hear(test::from_hex("FF FA 28 08 02 FF F0"));
  hear(test::device_is("IBM-3278-2-E", "LU01"));
  hear(test::functions_is("00,02,04"));
  hear(test::from_hex("00 00 00 00 00 F5 C3") + ByteBuffer(4'000, 0x40) + test::from_hex("FF EF"));
  link.forget_records();
}

TEST(LinkMemory, AnIdleClientLinkOwnsLittle) {
  std::vector<ClientEvent> events;
  ByteBuffer out;
  const HostRequest request = test::request_of("IBM-3278-2-E", "LU01");
  std::vector<ClientLink> links;
  links.reserve(kLinks);
  {
    ClientLink warm(request);
    use(warm, events, out);
  }
  const std::size_t before = in_use();
  for (std::size_t i = 0; i < kLinks; ++i) {
    use(links.emplace_back(request), events, out);
  }
  const std::size_t each = (in_use() - before) / kLinks;
  RecordProperty("bytes", static_cast<int>(each));
  std::printf("an idle client's link owns %zu bytes of heap\n", each);
  EXPECT_LT(each, kIdleClientLink);
  EXPECT_GT(each, 0U);
}

TEST(LinkMemory, ALinkInNegotiationOwnsLittleMoreThanItsSubnegotiationBuffer) {
  Client client;
  TerminalLink link;
  link.start(StartTls::No, client.out);
  client.say(link, test::from_hex("FF FB 28"));
  const std::size_t before = in_use();
  const ByteBuffer half = test::from_hex("FF FA 28 02 07") + ByteBuffer(490, 'A');
  link.feed(half, client.events, client.out);
  EXPECT_LT(in_use() - before, 1'100U);
}

}  // namespace
}  // namespace tn3270
