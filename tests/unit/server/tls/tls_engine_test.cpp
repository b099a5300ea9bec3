#include "tn3270/server/tls/tls_engine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/err.h>

#include <numeric>
#include <string_view>
#include <utility>

#include "config/verify.h"
#include "tests/unit/server/tls/tls_client.h"

namespace server {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;
using tn3270::ByteBuffer;
using tn3270::Bytes;
using State = TlsEngine::State;

ByteBuffer bytes_of(std::string_view text) {
  return {text.begin(), text.end()};
}

ByteBuffer pattern(std::size_t size) {
  ByteBuffer bytes(size);
  std::iota(bytes.begin(), bytes.end(), std::uint8_t{0});
  return bytes;
}

class Versions : public testing::TestWithParam<int> {
 protected:
  const TestCertificate certificate_;
  const std::shared_ptr<const TlsContext> context_ = certificate_.context();
};

INSTANTIATE_TEST_SUITE_P(Tls, Versions, testing::Values(TLS1_2_VERSION, TLS1_3_VERSION),
                         [](const auto& version) {
                           return version.param == TLS1_2_VERSION ? "Tls12" : "Tls13";
                         });

TEST_P(Versions, AreOpenedAndVerifiedHoweverTheBytesAreCut) {
  for (const Cut cut : {Cut::Whole, Cut::Bytes, Cut::Random, Cut::Random, Cut::Random}) {
    Pair pair(context_, GetParam(), certificate_.ca);
    pair.run(cut);
    EXPECT_EQ(pair.engine.state(), State::Open) << pair.engine.error();
    EXPECT_TRUE(pair.client.is_open()) << pair.client.error();
    EXPECT_EQ(SSL_get_verify_result(pair.client.native()), X509_V_OK);
    EXPECT_EQ(ERR_peek_error(), 0U);
  }
}

TEST_P(Versions, AreNamedWithTheirCipherFromOpenOn) {
  Pair pair(context_, GetParam());
  EXPECT_EQ(pair.engine.description(), "");
  pair.run();
  EXPECT_EQ(pair.engine.description(), GetParam() == TLS1_3_VERSION
                                           ? "TLSv1.3 TLS_AES_256_GCM_SHA384"
                                           : "TLSv1.2 ECDHE-ECDSA-AES256-GCM-SHA384");
}

TEST_P(Versions, CarryAllBytesOfAnySizeBothWays) {
  for (const std::size_t size : {1U, 255U, 256U, 16'383U, 16'384U, 16'385U, 70'000U, 200'001U}) {
    for (const Cut cut : {Cut::Whole, Cut::Random}) {
      Pair pair(context_, GetParam());
      pair.run();
      const ByteBuffer data = pattern(size);
      ASSERT_TRUE(pair.client.send(data));
      pair.run(cut);
      EXPECT_EQ(pair.plain, data) << size;
      EXPECT_TRUE(pair.server_sends(data));
      EXPECT_EQ(pair.client.received(), data) << size;
    }
  }
}

TEST_P(Versions, TakeDataByteByByte) {
  Pair pair(context_, GetParam());
  pair.run(Cut::Bytes);
  const ByteBuffer data = pattern(600);
  ASSERT_TRUE(pair.client.send(data));
  pair.run(Cut::Bytes);
  EXPECT_EQ(pair.plain, data);
}

TEST_P(Versions, AreResumedByATicket) {
  Pair first(context_, GetParam());
  first.run();
  ASSERT_TRUE(first.server_sends(bytes_of("x")));
  const std::unique_ptr<SSL_SESSION, FreeSsl> session(SSL_get1_session(first.client.native()));
  first.client.close();
  first.run();
  Pair second(context_, GetParam(), {}, session.get());
  second.run(Cut::Random);
  EXPECT_EQ(second.engine.state(), State::Open) << second.engine.error();
  EXPECT_EQ(SSL_session_reused(second.client.native()), 1);
  ASSERT_TRUE(second.server_sends(bytes_of("again")));
  EXPECT_EQ(second.client.received(), bytes_of("again"));
}

TEST_P(Versions, SayCloseNotifyBothWaysWhenTheClientIsDone) {
  Pair pair(context_, GetParam());
  pair.run();
  ASSERT_TRUE(pair.client.send(bytes_of("last words")));
  pair.client.close();
  pair.run();
  EXPECT_EQ(pair.plain, bytes_of("last words"));
  EXPECT_EQ(pair.engine.state(), State::Closed);
  EXPECT_TRUE(pair.client.was_closed());
  EXPECT_EQ(pair.engine.feed(bytes_of("more"), pair.plain, pair.out), State::Closed);
  EXPECT_THAT(pair.out, IsEmpty());
}

TEST_P(Versions, SayCloseNotifyOnceWhenTheServerIsDone) {
  Pair pair(context_, GetParam());
  pair.run();
  pair.engine.close(pair.out);
  EXPECT_EQ(pair.engine.state(), State::Closed);
  const ByteBuffer said = std::exchange(pair.out, {});
  pair.engine.close(pair.out);
  EXPECT_THAT(pair.out, IsEmpty());
  EXPECT_TRUE(pair.client.feed(said));
  EXPECT_TRUE(pair.client.was_closed());
}

TEST_P(Versions, MayBeMovedInEveryPhase) {
  Pair pair(context_, GetParam());
  ByteBuffer request = pair.client.take();
  pair.engine.feed(Bytes(request).first(10), pair.plain, pair.out);
  TlsEngine moved = std::move(pair.engine);
  moved.feed(Bytes(request).subspan(10), pair.plain, pair.out);
  pair.engine = std::move(moved);
  pair.run();
  ASSERT_EQ(pair.engine.state(), State::Open);
  TlsEngine open = std::move(pair.engine);
  pair.engine = TlsEngine(context_);
  pair.engine = std::move(open);
  EXPECT_TRUE(pair.server_sends(bytes_of("still here")));
  EXPECT_EQ(pair.client.received(), bytes_of("still here"));
}

TEST_P(Versions, EndQuietlyWhenTheConnectionDoesInAnyPhase) {
  Pair whole(context_, GetParam());
  const std::size_t hello = whole.client.take().size();
  for (std::size_t size = 0; size < hello; size += 7) {
    Pair pair(context_, GetParam());
    const ByteBuffer request = pair.client.take();
    pair.feed_engine(Bytes(request).first(size), Cut::Whole);
    EXPECT_EQ(pair.engine.state(), State::Handshaking);
    pair.engine.close(pair.out);
    EXPECT_THAT(pair.out, IsEmpty()) << "nothing is said before the handshake is done";
  }
  EXPECT_EQ(ERR_peek_error(), 0U);
}

TEST_P(Versions, FailWhenTheClientDoesNotTrustTheCertificate) {
  const TestCertificate other;
  Pair pair(context_, GetParam(), other.ca);
  pair.run();
  EXPECT_EQ(pair.engine.state(), State::Failed);
  EXPECT_EQ(pair.engine.error(),
            "the client ended it: unknown CA; it does not know the issuer of the server's "
            "certificate");
}

TEST_P(Versions, FailOnARecordThatWasChanged) {
  Pair pair(context_, GetParam());
  pair.run();
  ASSERT_TRUE(pair.client.send(bytes_of("secret")));
  ByteBuffer record = pair.client.take();
  record.back() ^= 1U;
  pair.feed_engine(record, Cut::Random);
  EXPECT_EQ(pair.engine.state(), State::Failed);
  EXPECT_THAT(pair.engine.error(), HasSubstr("bad record mac"));
  EXPECT_THAT(pair.plain, IsEmpty());
  EXPECT_FALSE(pair.client.feed(pair.out)) << "an alert went out";
  EXPECT_THAT(pair.client.error(), HasSubstr("bad record mac"));
}

TEST_P(Versions, SurviveGarbageAtEveryPlaceOfTheHandshake) {
  Pair honest(context_, GetParam());
  ByteBuffer hello = honest.client.take();
  for (std::size_t at = 0; at < hello.size(); ++at) {
    Pair pair(context_, GetParam());
    ByteBuffer changed = hello;
    changed[at] ^= 0xFFU;
    pair.feed_engine(changed, at % 2 == 0 ? Cut::Whole : Cut::Random);
    EXPECT_NE(pair.engine.state(), State::Open);
    EXPECT_EQ(pair.engine.state() == State::Failed, !pair.engine.error().empty()) << at;
    EXPECT_EQ(ERR_peek_error(), 0U) << at;
  }
}

TEST_P(Versions, SurviveGarbageAtEveryPlaceOfTheClientsAnswer) {
  for (std::size_t at = 0;; ++at) {
    Pair pair(context_, GetParam());
    pair.feed_engine(pair.client.take(), Cut::Whole);
    pair.client.feed(std::exchange(pair.out, {}));
    ByteBuffer answer = pair.client.take();
    if (at >= answer.size()) {
      break;
    }
    answer[at] ^= 0x55U;
    pair.feed_engine(answer, Cut::Whole);
    EXPECT_EQ(ERR_peek_error(), 0U) << at;
    EXPECT_THAT(pair.plain, IsEmpty());
  }
}

TEST(TlsEngine, SendsNothingForNothing) {
  const TestCertificate certificate;
  Pair pair(certificate.context());
  pair.run();
  EXPECT_TRUE(pair.engine.send({}, pair.out));
  EXPECT_THAT(pair.out, IsEmpty());
  EXPECT_EQ(pair.engine.feed({}, pair.plain, pair.out), State::Open);
}

TEST(TlsEngine, SendsOnlyWhenOpen) {
  const TestCertificate certificate;
  Pair pair(certificate.context());
  EXPECT_THROW(static_cast<void>(pair.engine.send(bytes_of("x"), pair.out)),
               config::BrokenInvariant);
}

TEST(TlsEngine, TakesDataThatCameWithTheEndOfTheHandshake) {
  const TestCertificate certificate;
  Pair pair(certificate.context());
  pair.feed_engine(pair.client.take(), Cut::Whole);
  pair.client.feed(std::exchange(pair.out, {}));
  ASSERT_TRUE(pair.client.is_open());
  ASSERT_TRUE(pair.client.send(bytes_of("at once")));
  pair.feed_engine(pair.client.take(), Cut::Whole);
  EXPECT_EQ(pair.engine.state(), State::Open);
  EXPECT_EQ(pair.plain, bytes_of("at once"));
}

TEST(TlsEngine, RefusesToNegotiateAgainAndGoesOn) {
  const TestCertificate certificate;
  Pair pair(certificate.context(), TLS1_2_VERSION);
  pair.run();
  ASSERT_EQ(SSL_renegotiate(pair.client.native()), 1);
  SSL_do_handshake(pair.client.native());
  pair.feed_engine(pair.client.take(), Cut::Whole);
  EXPECT_EQ(pair.engine.state(), State::Open);
  EXPECT_FALSE(pair.client.feed(std::exchange(pair.out, {})));
  EXPECT_THAT(pair.client.error(), HasSubstr("no renegotiation"));
}

TEST(TlsEngine, AnswersAKeyUpdate) {
  const TestCertificate certificate;
  Pair pair(certificate.context());
  pair.run();
  ASSERT_EQ(SSL_key_update(pair.client.native(), SSL_KEY_UPDATE_REQUESTED), 1);
  ASSERT_TRUE(pair.client.send(bytes_of("new key")));
  pair.run();
  EXPECT_EQ(pair.plain, bytes_of("new key"));
  EXPECT_TRUE(pair.server_sends(bytes_of("new key too")));
  EXPECT_EQ(pair.client.received(), bytes_of("new key too"));
}

TEST(TlsEngine, SpeaksNothingOlderThanTls12) {
  const TestCertificate certificate;
  Pair pair(certificate.context(), TLS1_1_VERSION);
  pair.run();
  EXPECT_EQ(pair.engine.state(), State::Failed);
  EXPECT_EQ(pair.engine.error(), "no TLS version in common: the client offers none from 1.2 on");
}

TEST(TlsEngine, SaysThatAClientWithoutACipherOfOursHasNone) {
  const TestCertificate certificate;
  Pair pair(certificate.context(), TLS1_2_VERSION);
  SSL_set_cipher_list(pair.client.native(), "ECDHE-ECDSA-AES256-SHA384");
  pair.run();
  EXPECT_EQ(pair.engine.error(), "no cipher suite in common");
}

struct PlainText {
  const char* name;
  std::string_view bytes;
  const char* error;
};

class NotTls : public testing::TestWithParam<PlainText> {};

constexpr PlainText kPlainTexts[] = {
    {"Telnet",
     {"\xFF\xFB\x28\xFF\xFD\x18", 6},
     "this is not TLS: telnet came, in clear text; TLS is off in the client, or this is not its "
     "port"},
    {"TelnetEcho",
     {"\xFF\xFB\x01\xFF\xFB\x03", 6},
     "this is not TLS: telnet came, in clear text; TLS is off in the client, or this is not its "
     "port"},
    {"Http", "GET / HTTP/1.1\r\nHost: x\r\n\r\n", "this is not TLS: an HTTP request came"},
    {"Proxy", "CONNECT x:1 HTTP/1.1\r\n\r\n", "this is not TLS: an HTTP request came"},
    {"Ssh", "SSH-2.0-OpenSSH_9.2\r\n", "this is not TLS: it begins with X'53'"},
    {"Zeroes", {"\0\0\0\0\0\0\0\0", 8}, "this is not TLS: it begins with X'00'"},
    {"NearlyTls",
     {"\x16\x05\x05\x00\x05hello", 10},
     "this is not TLS: it begins with X'16' and does not go on like a TLS record"},
};

INSTANTIATE_TEST_SUITE_P(Tls, NotTls, testing::ValuesIn(kPlainTexts),
                         [](const auto& text) { return text.param.name; });

TEST_P(NotTls, IsSaidInWordsHoweverItIsCut) {
  const TestCertificate certificate;
  for (const Cut cut : {Cut::Whole, Cut::Bytes, Cut::Random}) {
    Pair pair(certificate.context());
    pair.feed_engine(bytes_of(GetParam().bytes), cut);
    EXPECT_EQ(pair.engine.state(), State::Failed);
    EXPECT_EQ(pair.engine.error(), GetParam().error);
    EXPECT_THAT(pair.plain, IsEmpty());
    EXPECT_EQ(ERR_peek_error(), 0U);
  }
}

}  // namespace
}  // namespace server
