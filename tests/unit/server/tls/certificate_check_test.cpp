#include "tn3270/server/tls/certificate_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/unit/server/tls/temporary_folder.h"
#include "tn3270/server/tls/test_authority.h"

namespace server {
namespace {

using config::ListenerTls;
using config::Severity;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

constexpr std::chrono::hours kDay{24};

class CertificateCheck : public testing::Test {
 protected:
  CertificateCheck() {
    const Identity authority = make_authority("test", now_, now_ + 400 * kDay);
    const auto issued =
        std::get<Identity>(issue_certificate(authority, {"localhost"}, now_, now_ + 365 * kDay));
    file_ = folder_.write("server.pem", issued.key + issued.certificate + authority.certificate);
  }

  std::vector<config::Problem> check(ListenerTls tls, const std::string& certificate,
                                     WallTime now) {
    config::Config config;
    config.servers.emplace_back();
    config::ListenerSettings listener;
    listener.name = "secure";
    listener.tls = tls;
    listener.certificate = certificate;
    listener.at = {0, 7, 3};
    config.servers.back().listeners.push_back(listener);
    config::Problems problems;
    check_certificates(config, now, problems);
    return problems.all();
  }

  const WallTime now_ = std::chrono::system_clock::now();
  const TemporaryFolder folder_;
  std::string file_;
};

TEST_F(CertificateCheck, FindsNothingWrongWithAGoodOneAndAsksNoneOfAClearListener) {
  for (const ListenerTls tls :
       {ListenerTls::Immediate, ListenerTls::Negotiated, ListenerTls::Required, ListenerTls::Any}) {
    EXPECT_THAT(check(tls, file_, now_ + kDay), IsEmpty());
  }
  EXPECT_THAT(check(ListenerTls::None, "", now_), IsEmpty());
  EXPECT_THAT(check(ListenerTls::Required, "", now_), IsEmpty());  // another check's
}

TEST_F(CertificateCheck, LooksAtTheApplicationSocketsToo) {
  const auto found = [this](const std::string& certificate) {
    config::Config config;
    config::ApplicationTcpSettings tcp;
    tcp.certificate = certificate;
    tcp.at = {0, 9, 5};
    config.application_socket.emplace().tcp = tcp;
    config::Problems problems;
    check_certificates(config, now_ + kDay, problems);
    return problems.all();
  };
  EXPECT_THAT(found(file_), IsEmpty());
  const auto problems = found("/none.pem");
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].severity, Severity::Error);
  EXPECT_THAT(problems[0].text, StartsWith("the application socket: "));
  EXPECT_EQ(problems[0].at, (config::Position{0, 9, 5}));
}

TEST_F(CertificateCheck, LooksOnceAtWhatPrintersAreVerifiedBy) {
  config::DeliverySettings delivery;
  delivery.ca = (folder_.path() / "none.pem").string();
  delivery.tls = config::DeliveryTls::Implicit;
  config::LuSettings lu{*config::LuName::parse("HALL"), config::LuType::Direct};
  lu.delivery = std::make_shared<const config::DeliverySettings>(delivery);
  config::Config config;
  config.servers.emplace_back();
  config.servers.back().lus = {lu, lu};
  config::Problems problems;
  check_certificates(config, now_, problems);
  ASSERT_EQ(problems.all().size(), 1U);
  EXPECT_THAT(problems.all().front().text,
              AllOf(StartsWith("LU HALL: "), HasSubstr("none.pem' does not exist")));
  delivery.tls = config::DeliveryTls::None;
  lu.delivery = std::make_shared<const config::DeliverySettings>(delivery);
  config.servers.back().lus = {lu};
  config::Problems none;
  check_certificates(config, now_, none);
  EXPECT_THAT(none.all(), IsEmpty());
}

TEST_F(CertificateCheck, SaysWhyAFileDoesNotLoad) {
  const auto found = check(ListenerTls::Immediate, folder_.file("no.pem"), now_);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].severity, Severity::Error);
  EXPECT_EQ(found[0].at, (config::Position{0, 7, 3}));
  EXPECT_EQ(found[0].text, "listener 'secure': the certificate file '" + folder_.file("no.pem") +
                               "' does not exist; make one with 'tn3270d certificate', or name "
                               "another");
}

TEST_F(CertificateCheck, WarnsThirtyDaysBeforeTheEnd) {
  EXPECT_THAT(check(ListenerTls::Immediate, file_, now_ + 334 * kDay), IsEmpty());
  const auto found = check(ListenerTls::Immediate, file_, now_ + 336 * kDay);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].severity, Severity::Warning);
  EXPECT_THAT(found[0].text,
              AllOf(HasSubstr("' expires on " + date_of(now_ + 365 * kDay)),
                    HasSubstr("of listener 'secure'"), HasSubstr("tn3270d certificate --force")));
}

TEST_F(CertificateCheck, WarnsOfOneThatExpiredOrIsNotValidYet) {
  const auto late = check(ListenerTls::Immediate, file_, now_ + 366 * kDay);
  ASSERT_EQ(late.size(), 1U);
  EXPECT_EQ(late[0].severity, Severity::Warning);
  EXPECT_THAT(late[0].text, HasSubstr(" expired on " + date_of(now_ + 365 * kDay)));
  const auto early = check(ListenerTls::Immediate, file_, now_ - kDay);
  ASSERT_EQ(early.size(), 1U);
  EXPECT_EQ(early[0].severity, Severity::Warning);
  EXPECT_THAT(early[0].text, HasSubstr("is not valid before " + date_of(now_)));
}

}  // namespace
}  // namespace server
