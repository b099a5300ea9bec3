#include "tn3270/server/admin/request_target.h"

#include <gtest/gtest.h>

namespace server {
namespace {

TEST(RequestTarget, IsTakenApartAndDecoded) {
  const auto target = read_target("/v1/lus/%23T01?state=ACT%2FS&group=A+B&flag&=x&&client=%3a%3A1");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/v1/lus/#T01");
  EXPECT_EQ(target->query.at("state"), "ACT/S");
  EXPECT_EQ(target->query.at("group"), "A B");
  EXPECT_EQ(target->query.at("flag"), "");
  EXPECT_EQ(target->query.at("client"), "::1");
}

TEST(RequestTarget, KeepsAPlusInThePath) {
  EXPECT_EQ(read_target("/a+b")->path, "/a+b");
}

TEST(RequestTarget, WithACutOffOrWrongEscapeIsRefused) {
  for (const char* text : {"/a%", "/a%2", "/a%2g", "/a%g2", "/a?b=%", "/a?%4=b"}) {
    EXPECT_FALSE(read_target(text)) << text;
  }
}

TEST(RequestTarget, ThatIsNotAPathIsRefused) {
  for (const char* text : {"", "*", "http://host/v1/lus", "v1"}) {
    EXPECT_FALSE(read_target(text)) << text;
  }
}

TEST(RequestTarget, WithAParameterTwiceIsRefused) {
  EXPECT_FALSE(read_target("/v1/lus?state=ACTIV&state=CONCT"));
  EXPECT_FALSE(read_target("/v1/lus?state=ACTIV&st%61te=CONCT"));
}

}  // namespace
}  // namespace server
