#include "tn3270/server/tls/reloadable_context.h"

#include <utility>

#include "tn3270/server/tls/certificate_facts.h"
#include "tn3270/server/tls/small_file.h"

namespace server {
namespace {

// Of all files that a context is made of.
std::string digest_of(const TlsSource& source) {
  const config::TlsSettings& settings = source.settings;
  std::vector<std::string> files = {source.certificate, settings.password_file, settings.client_ca,
                                    settings.client_crl, settings.ocsp};
  files.insert(files.end(), settings.certificates.begin(), settings.certificates.end());
  std::string all;
  for (const std::string& file : files) {
    auto read = file.empty() ? FileText() : read_small_file(file, config::limits::kRevocationBytes);
    auto* text = std::get_if<FileText>(&read);
    all += sha256_of(text == nullptr ? std::get<std::string>(read) : text->text);
    if (text != nullptr) {
      OPENSSL_cleanse(text->text.data(), text->text.size());
    }
  }
  return sha256_of(all);
}

std::string service(const TlsContext& context) {
  std::string text;
  for (const ServedCertificate& one : context.certificates()) {
    text += (text.empty() ? "" : ", ") + one.subject + " until " + date_of(one.valid_until);
  }
  return text;
}

}  // namespace

ReloadableContext::ReloadableContext(std::string who, TlsSource source)
    : who_(std::move(who)), source_(std::move(source)) {}

std::variant<std::unique_ptr<ReloadableContext>, std::string> ReloadableContext::open(
    std::string who, TlsSource source) {
  // Only here: the constructor is nobody else's.
  std::unique_ptr<ReloadableContext> opened(
      new ReloadableContext(std::move(who), std::move(source)));
  opened->digest_ = digest_of(opened->source_);
  auto loaded = TlsContext::load(opened->source_, opened->keys_);
  if (auto* fault = std::get_if<std::string>(&loaded)) {
    return std::move(*fault);
  }
  opened->current_ = std::get<std::shared_ptr<const TlsContext>>(std::move(loaded));
  return opened;
}

std::shared_ptr<const TlsContext> ReloadableContext::current() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return current_;
}

TlsReload ReloadableContext::reload() {
  TlsReload reload;
  reload.who = who_;
  // Before they are loaded: a file that changes meanwhile is seen the next time.
  std::string digest = digest_of(source_);
  if (digest == digest_) {
    const auto context = current();
    reload.text = "the files are as they were: " + service(*context);
    reload.notes = context->notes();
    return reload;
  }
  auto loaded = TlsContext::load(source_, keys_);
  if (const auto* fault = std::get_if<std::string>(&loaded)) {
    const auto context = current();
    reload.what = TlsReload::What::Kept;
    reload.text = *fault + "; what was loaded before stays in service: " + service(*context);
    reload.notes = context->notes();
    return reload;
  }
  auto& context = std::get<std::shared_ptr<const TlsContext>>(loaded);
  reload.what = TlsReload::What::Renewed;
  reload.text = "new connections get " + service(*context);
  reload.notes = context->notes();
  digest_ = std::move(digest);
  const std::lock_guard<std::mutex> lock(mutex_);
  current_.swap(context);  // the old one goes without the lock, if nobody lives on it
  return reload;
}

std::variant<const ReloadableContext*, std::string> TlsContexts::open(std::string who,
                                                                      TlsSource source) {
  auto opened = ReloadableContext::open(std::move(who), std::move(source));
  if (auto* fault = std::get_if<std::string>(&opened)) {
    return std::move(*fault);
  }
  all_.push_back(std::get<std::unique_ptr<ReloadableContext>>(std::move(opened)));
  return all_.back().get();
}

std::vector<TlsReload> TlsContexts::reload() {
  const std::lock_guard<std::mutex> turn(turn_);
  std::vector<TlsReload> outcomes;
  for (const auto& one : all_) {
    outcomes.push_back(one->reload());
  }
  return outcomes;
}

}  // namespace server
