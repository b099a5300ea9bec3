#include "tn3270/server/tls/certificate_facts.h"

#include <array>
#include <ctime>

namespace server {
namespace {

std::string subject_of(X509& certificate) {
  const MemoryBio bio(BIO_new(BIO_s_mem()));
  // RFC 2253's flags escape control bytes and all beyond ASCII.
  if (bio == nullptr ||
      X509_NAME_print_ex(bio.get(), X509_get_subject_name(&certificate), 0, XN_FLAG_RFC2253) < 0) {
    return {};
  }
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &text);
  return size > 0 ? std::string(text, static_cast<std::size_t>(size)) : std::string();
}

WallTime wall_time(const ASN1_TIME* time) {
  std::tm fields{};
  if (ASN1_TIME_to_tm(time, &fields) != 1) {
    return {};
  }
  return std::chrono::system_clock::from_time_t(::timegm(&fields));
}

std::string fingerprint_of(const X509& certificate) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (X509_digest(&certificate, EVP_sha256(), digest.data(), &size) != 1) {
    return {};
  }
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string text;
  for (unsigned int index = 0; index < size; ++index) {
    text += index == 0 ? "" : ":";
    text += kDigits[digest.at(index) >> 4U];
    text += kDigits[digest.at(index) & 0x0FU];
  }
  return text;
}

}  // namespace

CertificateFacts facts_of(X509& certificate) {
  const CleanErrors errors;
  CertificateFacts facts;
  facts.subject = subject_of(certificate);
  facts.valid_from = wall_time(X509_get0_notBefore(&certificate));
  facts.valid_until = wall_time(X509_get0_notAfter(&certificate));
  facts.fingerprint = fingerprint_of(certificate);
  return facts;
}

std::string date_of(WallTime time) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  std::tm fields{};
  ::gmtime_r(&seconds, &fields);
  std::array<char, 32> text{};
  const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%d", &fields);
  return {text.data(), size};
}

}  // namespace server
