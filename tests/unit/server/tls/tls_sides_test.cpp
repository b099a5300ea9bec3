#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/err.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "tests/unit/server/tls/mint.h"
#include "tests/unit/server/tls/temporary_folder.h"
#include "tn3270/server/tls/tls_client_context.h"
#include "tn3270/server/tls/tls_engine.h"

// Both sides are ours.
namespace server {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;
using tn3270::ByteBuffer;
using State = TlsEngine::State;

ByteBuffer bytes_of(std::string_view text) {
  return {text.begin(), text.end()};
}

// One engine and what it has for the other one, and has had of it.
struct Side {
  TlsEngine engine;
  ByteBuffer out{};
  ByteBuffer plain{};
};

// Until neither has anything to say.
void talk(Side& one, Side& other) {
  while (!one.out.empty() || !other.out.empty()) {
    other.engine.feed(std::exchange(one.out, {}), other.plain, other.out);
    one.engine.feed(std::exchange(other.out, {}), one.plain, one.out);
  }
}

class Sides : public testing::Test {
 protected:
  static Minted certificate_for(const std::string& host, const Minted& issuer) {
    MintOrder order;
    order.issuer = &issuer;
    order.hosts = {host};
    return mint(host, ec_key("P-256"), order);
  }
  [[nodiscard]] Side server(config::TlsSettings settings = {}) const {
    auto loaded = TlsContext::load({file_, std::move(settings)});
    return Side{TlsEngine(std::get<std::shared_ptr<const TlsContext>>(std::move(loaded)))};
  }
  static Side client(const TlsClientSource& source, const std::string& name) {
    auto loaded = TlsClientContext::load(source);
    const auto* fault = std::get_if<std::string>(&loaded);
    EXPECT_EQ(fault == nullptr ? "" : *fault, "");
    Side side{TlsEngine::client(
        std::get<std::shared_ptr<const TlsClientContext>>(std::move(loaded)), name)};
    side.engine.start(side.out);
    return side;
  }
  [[nodiscard]] TlsClientSource trusting() const {
    TlsClientSource source;
    source.ca = ca_;
    return source;
  }
  // Why a client refuses the server; empty: it does not.
  [[nodiscard]] std::string refusal(const TlsClientSource& source, const std::string& name) const {
    Side one = client(source, name);
    Side other = server();
    talk(one, other);
    EXPECT_EQ(ERR_peek_error(), 0U);
    EXPECT_EQ(one.engine.state(), one.engine.error().empty() ? State::Open : State::Failed);
    return one.engine.error();
  }

  const Minted root_ = mint("root", ec_key("P-256"), MintedAs::Authority);
  const Minted own_ = certificate_for("host.example", root_);
  const TemporaryFolder folder_;
  const std::string file_ = folder_.write(
      "server.pem", own_.key_pem() + own_.certificate_pem() + root_.certificate_pem());
  const std::string ca_ = folder_.write("ca.pem", root_.certificate_pem());
};

TEST_F(Sides, TalkAndCloseProperly) {
  Side one = client(trusting(), "host.example");
  Side other = server();
  talk(one, other);
  ASSERT_EQ(one.engine.state(), State::Open) << one.engine.error();
  EXPECT_THAT(one.engine.description(), StartsWith("TLSv1.3 "));
  EXPECT_EQ(one.engine.peer_certificate()->subject, "CN=host.example");
  EXPECT_TRUE(one.engine.peer_certificate()->verified);
  ASSERT_TRUE(one.engine.send(bytes_of("request"), one.out));
  ASSERT_TRUE(other.engine.send(bytes_of("answer"), other.out));
  talk(one, other);
  EXPECT_EQ(other.plain, bytes_of("request"));
  EXPECT_EQ(one.plain, bytes_of("answer"));
  EXPECT_FALSE(other.engine.peer_has_closed());
  one.engine.close(one.out);
  talk(one, other);
  EXPECT_EQ(one.engine.state(), State::Closed);
  EXPECT_EQ(other.engine.state(), State::Closed);
  EXPECT_TRUE(other.engine.peer_has_closed());
}

TEST_F(Sides, AreRefusedForNamesTheyDoNotHave) {
  EXPECT_EQ(refusal(trusting(), "host.example"), "");
  EXPECT_EQ(refusal(trusting(), "other.example"),
            "the server's certificate CN=host.example is not for the name that we connect to");
  EXPECT_THAT(refusal(trusting(), "127.0.0.1"), HasSubstr("is not for the name"));
  TlsClientSource named = trusting();
  named.verify_name = "host.example";
  EXPECT_EQ(refusal(named, "127.0.0.1"), "");
  EXPECT_EQ(refusal(named, "other.example"), "");
}

TEST_F(Sides, AreRefusedForIssuersThatNobodyTrusts) {
  const Minted other = mint("other", ec_key("P-256"), MintedAs::Authority);
  TlsClientSource source;
  source.ca = folder_.write("other.pem", other.certificate_pem());
  EXPECT_THAT(refusal(source, "host.example"),
              HasSubstr("CN=root has signed itself, and is no CA that we trust"));
  EXPECT_THAT(refusal(TlsClientSource{}, "host.example"), HasSubstr("no CA that we trust"));
  source.verify = false;
  EXPECT_EQ(refusal(source, "any.example"), "");
}

TEST_F(Sides, ThatAreNotVerifiedAreToldAsSuch) {
  TlsClientSource source = trusting();
  source.verify = false;
  Side one = client(source, "any.example");
  Side other = server();
  talk(one, other);
  ASSERT_TRUE(one.engine.peer_certificate());
  EXPECT_FALSE(one.engine.peer_certificate()->verified);
}

TEST_F(Sides, ShowACertificateOfTheClient) {
  config::TlsSettings settings;
  settings.client = config::ClientCertificate::Required;
  TlsClientSource source = trusting();
  Side without = client(source, "host.example");
  Side other = server(settings);
  talk(without, other);
  EXPECT_THAT(other.engine.error(), StartsWith("the client sent no certificate"));
  EXPECT_EQ(without.engine.error(),
            "the server ended it: it wants a certificate of ours; give an "
            "\"identity\"");
  const Minted proxy = mint("PROXY", ec_key("P-256"), MintedAs::Server, &root_);
  source.identity = folder_.write(
      "proxy.pem", proxy.encrypted_pem() + proxy.certificate_pem() + root_.certificate_pem());
  source.password_file = folder_.write("password", "secret\n");
  Side with = client(source, "host.example");
  Side again = server(settings);
  talk(with, again);
  EXPECT_EQ(again.engine.peer_certificate()->subject, "CN=PROXY") << again.engine.error();
}

TEST_F(Sides, FinishTheHandshakeBeforeTheyCloseThoughThereIsNothingToSay) {
  for (const bool half_open : {false, true}) {
    Side one = client(trusting(), "host.example");
    Side other = server();
    if (half_open) {
      one.engine.keep_half_open();
      other.engine.keep_half_open();
    }
    one.engine.close(one.out);
    other.engine.close(other.out);
    EXPECT_EQ(one.engine.state(), State::Handshaking);
    talk(one, other);
    for (const Side* side : {&one, &other}) {
      EXPECT_EQ(side->engine.state(), State::Closed) << side->engine.error();
      EXPECT_NE(side->engine.description(), "") << "the handshake was done";
      EXPECT_EQ(side->engine.peer_has_closed(), half_open);
    }
  }
}

TEST_F(Sides, ThatStayHalfOpenHearTheOtherOneToItsEnd) {
  for (const bool client_closes : {true, false}) {
    Side one = client(trusting(), "host.example");
    Side other = server();
    one.engine.keep_half_open();
    other.engine.keep_half_open();
    talk(one, other);
    Side& first = client_closes ? one : other;
    Side& last = client_closes ? other : one;
    ASSERT_TRUE(first.engine.send(bytes_of("all I have"), first.out));
    first.engine.close(first.out);
    EXPECT_EQ(first.engine.state(), State::WeClosed);
    EXPECT_FALSE(first.engine.can_send());
    talk(one, other);
    EXPECT_EQ(last.engine.state(), State::PeerClosed);
    EXPECT_EQ(last.plain, bytes_of("all I have"));
    ASSERT_TRUE(last.engine.can_send());
    for (int round = 0; round < 3; ++round) {
      ASSERT_TRUE(last.engine.send(ByteBuffer(40'000, 'x'), last.out));
      talk(one, other);
    }
    EXPECT_EQ(first.plain.size(), 120'000U);
    EXPECT_EQ(first.engine.state(), State::WeClosed);
    last.engine.close(last.out);
    talk(one, other);
    EXPECT_EQ(first.engine.state(), State::Closed);
    EXPECT_EQ(last.engine.state(), State::Closed);
  }
}

TEST_F(Sides, TakeNothingAfterTheOtherOneHasClosed) {
  Side one = client(trusting(), "host.example");
  Side other = server();
  other.engine.keep_half_open();
  talk(one, other);
  one.engine.close(one.out);
  one.out.insert(one.out.end(), {0x17, 0x03, 0x03, 0x00, 0x05, 1, 2, 3, 4, 5});
  talk(one, other);
  EXPECT_EQ(other.engine.state(), State::PeerClosed);
  EXPECT_THAT(other.plain, IsEmpty());
}

TEST_F(Sides, SayWhatIsWrongWithTheirFiles) {
  const auto fault = [](const TlsClientSource& source) {
    return std::get<std::string>(TlsClientContext::load(source));
  };
  TlsClientSource source = trusting();
  source.identity = folder_.file("none.pem");
  EXPECT_THAT(fault(source), StartsWith("the certificate file '" + source.identity + "' does not"));
  source.identity = ca_;
  EXPECT_THAT(fault(source), HasSubstr("has no private key"));
  source = trusting();
  source.ca = folder_.file("none.pem");
  EXPECT_THAT(fault(source), StartsWith("the CA file '"));
  source.ca = folder_.write("both.pem", root_.key_pem() + root_.certificate_pem());
  EXPECT_THAT(
      std::get<std::shared_ptr<const TlsClientContext>>(TlsClientContext::load(source))->notes(),
      ElementsAre(HasSubstr("has a private key")));
  const Minted own = mint("OWN", ec_key("P-256"), MintedAs::Server, &root_);
  source.ca =
      folder_.write("keys01.pem", own.key_pem() + own.certificate_pem() + root_.certificate_pem());
  source.identity = source.ca;
  EXPECT_THAT(
      std::get<std::shared_ptr<const TlsClientContext>>(TlsClientContext::load(source))->notes(),
      IsEmpty())
      << "one key file for all, as z/VSE has it";
}

TEST_F(Sides, NameAServerThatDoesNotSpeakTls) {
  Side one = client(trusting(), "host.example");
  one.engine.feed(bytes_of("220 FTP server ready\r\n"), one.plain, one.out);
  EXPECT_EQ(one.engine.error(), "this is not TLS: it begins with X'32'");
  Side telnet = client(trusting(), "host.example");
  telnet.engine.feed(ByteBuffer{0xFF, 0xFD, 0x28, 0xFF, 0xFD, 0x18}, telnet.plain, telnet.out);
  EXPECT_THAT(telnet.engine.error(), HasSubstr("telnet came, in clear text; TLS is off in the "
                                               "server"));
}

}  // namespace
}  // namespace server
