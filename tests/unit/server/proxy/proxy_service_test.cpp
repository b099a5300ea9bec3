#include "tn3270/server/proxy/proxy_service.h"

#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "tests/unit/server/proxy/proxy_shop.h"

namespace server {
namespace {

using End = Line::End;

// Noise that repeats itself after a prime number of bytes.
std::string text_of(std::size_t size) {
  std::string block(65'521, '\0');
  std::uint32_t state = 1;
  for (char& one : block) {
    state = state * 1'664'525U + 1'013'904'223U;
    one = static_cast<char>(state >> 24U);
  }
  std::string text;
  text.reserve(size + block.size());
  while (text.size() < size) {
    text += block;
  }
  text.resize(size);
  return text;
}

// Every combination, and TLS 1.2 besides: there, half-closing is an art of its own.
class EveryProxy : public testing::TestWithParam<Tls> {};

INSTANTIATE_TEST_SUITE_P(Proxy, EveryProxy,
                         testing::Values(Tls{false, false}, Tls{true, false}, Tls{false, true},
                                         Tls{true, true}, Tls{true, false, TLS1_2_VERSION},
                                         Tls{false, true, TLS1_2_VERSION},
                                         Tls{true, true, TLS1_2_VERSION}),
                         [](const auto& tested) {
                           const Tls& tls = tested.param;
                           return std::string(tls.client ? "Tls" : "Clear") +
                                  (tls.target ? "ToTls" : "ToClear") +
                                  (tls.version == TLS1_2_VERSION ? "12" : "");
                         });

TEST_P(EveryProxy, PassesTextBothWays) {
  ProxyShop shop(GetParam());
  auto [client, target] = shop.connect();
  for (int round = 0; round < 3; ++round) {
    EXPECT_EQ(client.say("request"), 7U);
    EXPECT_EQ(target.hear(7), "request");
    EXPECT_EQ(target.say("an answer"), 9U);
    EXPECT_EQ(client.hear(9), "an answer");
  }
  EXPECT_TRUE(shop.soon([](const ProxyView& view) {
    return view.clients == 1 && view.total == 1 && view.bytes_to_target == 21 &&
           view.bytes_to_client == 27;
  }));
}

TEST_P(EveryProxy, PassesAnEndOnWithoutAnyText) {
  ProxyShop shop(GetParam());
  auto [client, target] = shop.connect();
  client.say_all();
  EXPECT_EQ(target.hear().end, End::All);
  target.say_all();
  EXPECT_EQ(client.hear().end, End::All);
  EXPECT_TRUE(shop.soon([](const ProxyView& view) { return view.clients == 0; }));
}

TEST_P(EveryProxy, LetsTheTargetAnswerAClientThatHasSaidAll) {
  ProxyShop shop(GetParam());
  auto [client, target] = shop.connect();
  client.say("request");
  client.say_all();
  const Line::Heard request = target.hear();
  EXPECT_EQ(request.text, "request");
  EXPECT_EQ(request.end, End::All);
  const std::string answer = text_of(1'000'000);
  auto speaking = std::async(std::launch::async, [&target = target, &answer] {
    target.say(answer);
    target.say_all();
  });
  const Line::Heard heard = client.hear();
  speaking.get();
  EXPECT_TRUE(heard.text == answer) << heard.text.size();
  EXPECT_EQ(heard.end, End::All);
}

TEST_P(EveryProxy, LetsTheClientSpeakToATargetThatHasSaidAll) {
  ProxyShop shop(GetParam());
  auto [client, target] = shop.connect();
  target.say("banner");
  target.say_all();
  EXPECT_EQ(client.hear(6), "banner");
  const std::string text = text_of(1'000'000);
  auto speaking = std::async(std::launch::async, [&client = client, &text] {
    client.say(text);
    client.say_all();
  });
  const Line::Heard heard = target.hear();
  speaking.get();
  EXPECT_TRUE(heard.text == text) << heard.text.size();
  EXPECT_EQ(heard.end, End::All);
  EXPECT_EQ(client.hear().end, End::All);
}

TEST_P(EveryProxy, PassesMuchBothWaysAtOnce) {
  ProxyShop shop(GetParam());
  auto [client, target] = shop.connect();
  // One direction with TLS at a time: one SSL object is one thread's.
  const std::string text = text_of(6'000'000);
  std::size_t said = 0;
  while (said < text.size()) {
    const std::size_t piece = std::min<std::size_t>(50'000, text.size() - said);
    ASSERT_EQ(client.say(text.substr(said, piece)), piece);
    ASSERT_EQ(target.say(text.substr(said, piece)), piece);
    ASSERT_TRUE(target.hear(piece) == text.substr(said, piece));
    ASSERT_TRUE(client.hear(piece) == text.substr(said, piece));
    said += piece;
  }
}

TEST_P(EveryProxy, ReadsNoMoreThanTheOtherSideTakes) {
  ProxyShop shop(GetParam());
  auto [client, target] = shop.connect();
  const timeval moment{0, 300'000};
  ::setsockopt(target.descriptor(), SOL_SOCKET, SO_SNDTIMEO, &moment, sizeof moment);
  // The kernel keeps some megabytes for the proxy and for the client.
  const std::string text = text_of(40'000'000);
  const std::size_t said = target.say(text);
  ASSERT_LT(said, text.size()) << "the proxy has taken all";
  EXPECT_TRUE(client.hear(said) == text.substr(0, said));
  if (!GetParam().target) {  // OpenSSL does not say how much of a record was taken
    const timeval patience{5, 0};
    ::setsockopt(target.descriptor(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    EXPECT_EQ(target.say("more"), 4U);
    EXPECT_EQ(client.hear(4), "more");
  }
}

TEST_P(EveryProxy, PassesAResetOfTheClientOn) {
  ProxyShop shop(GetParam());
  auto [client, target] = shop.connect();
  client.say("text");
  EXPECT_EQ(target.hear(4), "text");
  client.reset();
  EXPECT_EQ(target.hear().end, End::Reset);
}

TEST_P(EveryProxy, PassesAResetOfTheTargetOn) {
  ProxyShop shop(GetParam());
  auto [client, target] = shop.connect();
  target.say("text");
  EXPECT_EQ(client.hear(4), "text");
  target.reset();
  EXPECT_EQ(client.hear().end, End::Reset);
}

TEST_P(EveryProxy, PassesAResetOnWhileTheOtherSideDoesNotRead) {
  ProxyShop shop(GetParam());
  auto [client, target] = shop.connect();
  const timeval moment{0, 300'000};
  ::setsockopt(target.descriptor(), SOL_SOCKET, SO_SNDTIMEO, &moment, sizeof moment);
  ASSERT_LT(target.say(text_of(40'000'000)), 40'000'000U);
  target.reset();
  EXPECT_TRUE(shop.soon([](const ProxyView& view) { return view.clients == 0; }));
}

// RFC 8446 6.1: a part must not be taken for the whole.
TEST_P(EveryProxy, PassesACutOnAsACut) {
  for (const bool of_client : {true, false}) {
    if (!(of_client ? GetParam().client : GetParam().target)) {
      continue;  // in clear text an end is an end
    }
    ProxyShop shop(GetParam());
    auto [client, target] = shop.connect();
    Line& rude = of_client ? client : target;
    Line& other = of_client ? target : client;
    rude.say("a part of the text");
    rude.say_all_rudely();
    const Line::Heard heard = other.hear();
    EXPECT_EQ(heard.text, "a part of the text");
    EXPECT_EQ(heard.end, other.tls() != nullptr ? End::Cut : End::Reset);
    EXPECT_TRUE(shop.soon([](const ProxyView& view) { return view.clients == 0; }));
  }
}

TEST_P(EveryProxy, LosesNothingBeforeACut) {
  if (!GetParam().client) {
    return;
  }
  ProxyShop shop(GetParam());
  auto [client, target] = shop.connect();
  const std::string text = text_of(300'000);
  ASSERT_EQ(client.say(text), text.size());
  client.say_all_rudely();
  EXPECT_TRUE(target.hear().text == text);
}

TEST_P(EveryProxy, FinishesTheHandshakesOfAClientThatHasNothingToSay) {
  ProxyShop shop(GetParam());
  Line client = shop.client();
  client.say_all();
  Line target = shop.target();  // which shakes hands, if it speaks TLS (APAR IT13168)
  EXPECT_EQ(target.hear().end, End::All);
}

TEST_P(EveryProxy, TellsTheClientThatTheTargetIsNotToBeHad) {
  ProxyShop shop(GetParam());
  shop.close_door();
  {
    Line client = shop.client();
    EXPECT_EQ(client.hear().end, End::Reset);
  }
  EXPECT_TRUE(
      shop.soon([](const ProxyView& view) { return view.unreached == 1 && view.clients == 0; }));
  shop.open_door();
  auto [client, target] = shop.connect();
  client.say("text");
  EXPECT_EQ(target.hear(4), "text");
}

TEST_P(EveryProxy, ServesManyAtATime) {
  ProxyShop shop(GetParam());
  std::vector<ProxyShop::Pair> pairs;
  for (int index = 0; index < 60; ++index) {
    pairs.push_back(shop.connect());
  }
  EXPECT_EQ(shop.view().clients, 60U);
  for (std::size_t index = 0; index < pairs.size(); ++index) {
    const std::string text = "client " + std::to_string(index);
    pairs[index].client.say(text);
    EXPECT_EQ(pairs[index].target.hear(text.size()), text);
  }
  pairs.clear();
  EXPECT_TRUE(shop.soon([](const ProxyView& view) { return view.clients == 0; }));
  EXPECT_EQ(shop.view().total, 60U);
}

TEST_P(EveryProxy, ResetsEverybodyAtItsEnd) {
  ProxyShop shop(GetParam());
  auto [client, target] = shop.connect();
  shop.service().end();
  EXPECT_EQ(client.hear().end, End::Reset);
  EXPECT_EQ(target.hear().end, End::Reset);
  EXPECT_EQ(shop.view().clients, 0U);
}

// How somebody goes: with a FIN, with a reset.
void leave(Line line, bool with_reset) {
  if (with_reset) {
    line.reset();
  }
}

TEST_P(EveryProxy, OutlivesAClientThatGoesAtAnyMoment) {
  ProxyShop shop(GetParam());
  for (const bool with_reset : {false, true}) {
    leave(Line::to(shop.port()), with_reset);
    Line halfway = Line::to(shop.port());
    halfway.say(kHello);
    leave(std::move(halfway), with_reset);
    leave(shop.client(), with_reset);
    Line before_target = shop.client();
    before_target.say("request");
    leave(std::move(before_target), with_reset);
    const std::uint64_t arrived = with_reset ? 10 : 4;
    EXPECT_TRUE(shop.soon([&](const ProxyView& view) { return view.total == arrived; }));
    shop.close_door();  // with all who are still waiting for an answer there
    EXPECT_TRUE(shop.soon([](const ProxyView& view) { return view.clients == 0; }));
    shop.open_door();
    {
      auto [asking, asked] = shop.connect();
      asking.say("request");
      leave(std::move(asking), with_reset);
      EXPECT_NE(asked.hear().end, End::Silence);
    }
    auto [reading, answering] = shop.connect();
    const timeval moment{0, 100'000};
    ::setsockopt(answering.descriptor(), SOL_SOCKET, SO_SNDTIMEO, &moment, sizeof moment);
    EXPECT_LT(answering.say(text_of(20'000'000)), 20'000'000U);
    leave(std::move(reading), with_reset);
    EXPECT_TRUE(shop.soon([](const ProxyView& view) { return view.clients == 0; }));
  }
  EXPECT_TRUE(shop.soon([](const ProxyView& view) { return view.clients == 0; }))
      << shop.view().clients;
}

TEST_P(EveryProxy, OutlivesATargetThatGoesAtAnyMoment) {
  ProxyShop shop(GetParam());
  for (const bool with_reset : {false, true}) {
    {
      Line client = shop.client();
      leave(shop.door().accept(), with_reset);
      EXPECT_NE(client.hear().end, End::Silence) << "before its handshake";
    }
    {
      Line client = shop.client();
      Line target = shop.door().accept();
      target.say("\x16\x03\x03");
      leave(std::move(target), with_reset);
      EXPECT_NE(client.hear().end, End::Silence) << "in its handshake";
    }
    {
      auto [client, target] = shop.connect();
      leave(std::move(target), with_reset);
      EXPECT_NE(client.hear().end, End::Silence) << "without a word";
    }
    auto [client, target] = shop.connect();
    const timeval moment{0, 100'000};
    ::setsockopt(client.descriptor(), SOL_SOCKET, SO_SNDTIMEO, &moment, sizeof moment);
    EXPECT_LT(client.say(text_of(20'000'000)), 20'000'000U);
    leave(std::move(target), with_reset);
    EXPECT_EQ(client.hear().end, End::Reset) << "what it was told is lost";
  }
  EXPECT_TRUE(shop.soon([](const ProxyView& view) { return view.clients == 0; }))
      << shop.view().clients;
}

TEST(ProxyService, TranslatesBetweenTheFamilies) {
  {
    ProxyShop shop({}, [](auto& proxy, auto&) { proxy.to = {"::1", 0, false}; });
    auto [client, target] = shop.connect();
    client.say("four to six");
    EXPECT_EQ(target.hear(11), "four to six");
  }
  ProxyShop shop({}, [](auto& proxy, auto&) { proxy.listen.address = "::1"; });
  auto [client, target] = shop.connect();
  target.say("six to four");
  EXPECT_EQ(client.hear(11), "six to four");
}

TEST(ProxyService, TriesAllAddressesOfAName) {
  ProxyShop shop({}, [](auto& proxy, auto&) { proxy.to.address = "localhost"; });
  auto [client, target] = shop.connect();
  client.say("text");
  EXPECT_EQ(target.hear(4), "text");
}

TEST(ProxyService, TroublesTheTargetOnlyAfterTheHandshake) {
  ProxyShop shop({true, false});
  Line client = Line::to(shop.port());
  client.say("GET / HTTP/1.0\r\n\r\n");
  EXPECT_EQ(client.hear().end, End::All) << "an alert, and the end";
  EXPECT_TRUE(
      shop.soon([](const ProxyView& view) { return view.failed_tls == 1 && view.clients == 0; }));
  EXPECT_TRUE(shop.door().stays_closed(std::chrono::milliseconds(0)));
}

TEST(ProxyService, EndsAHandshakeThatTakesTooLong) {
  const auto soon = std::chrono::milliseconds(100);
  const auto hurried = [&](auto&, auto& timing) { timing.tls_handshake = soon; };
  {
    ProxyShop shop({true, false}, hurried);
    Line client = Line::to(shop.port());
    EXPECT_EQ(client.hear().end, End::Reset);
    EXPECT_TRUE(shop.soon([](const ProxyView& view) { return view.failed_tls == 1; }));
  }
  {
    ProxyShop shop({true, false}, hurried);
    Line slow = Line::to(shop.port());
    slow.say(kHello);
    for (int more = 0; more < 500 && slow.say("x") == 1; ++more) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    EXPECT_TRUE(shop.soon([](const ProxyView& view) { return view.clients == 0; }))
        << "to say a little does not put its end off";
    EXPECT_EQ(shop.view().failed_tls, 1U);
  }
  ProxyShop shop({false, true}, hurried);
  Line client = shop.client();
  const Line silent = shop.door().accept();
  EXPECT_EQ(client.hear().end, End::Reset);
  EXPECT_TRUE(shop.soon([](const ProxyView& view) { return view.unreached == 1; }));
}

TEST(ProxyService, GoesNowhereThatItDoesNotTrust) {
  ProxyShop shop({false, true}, [](auto& proxy, auto&) { proxy.verify_name = "other.example"; });
  Line client = shop.client();
  Line target = shop.door().accept();
  // TLS 1.3: the server is done before the client has looked at its certificate.
  static_cast<void>(target.secure_as_server(shop.certificate().server));
  EXPECT_EQ(client.hear().end, End::Reset);
  EXPECT_EQ(target.hear().text, "");
  EXPECT_TRUE(shop.soon([](const ProxyView& view) { return view.unreached == 1; }));
}

TEST(ProxyService, PassesAnUrgentByteOnInItsPlace) {
  ProxyShop shop;
  auto [client, target] = shop.connect();
  ASSERT_EQ(::send(client.descriptor(), "ab!", 3, MSG_OOB), 3);
  client.say("cd");
  EXPECT_EQ(target.hear(5), "ab!cd");
}

TEST(ProxyService, SaysWhyItCannotListen) {
  const Door taken;
  try {
    const ProxyShop shop({}, [&](auto& proxy, auto&) { proxy.listen.port = taken.port(); });
    FAIL() << "the port is taken";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("cannot listen on 127.0.0.1 port"), std::string::npos)
        << error.what();
  }
}

}  // namespace
}  // namespace server
