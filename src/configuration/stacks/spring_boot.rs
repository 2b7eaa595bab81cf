//! Spring Boot with Spring MVC's `CorsRegistry`.

use alloc::string::String;

use super::super::template::{marks, render};
use super::super::{About, CorsPolicy, Verified};

pub(super) const ABOUT: About = About {
    title: "Spring Boot, CorsRegistry",
    language: "java",
    file: "src/main/java/…/CorsSettings.java",
    install: None,
    place: "A class of its own, beside the application's. With Spring Security also `http.cors(Customizer.withDefaults())`.",
    pitfalls: &[
        "Spring Security refuses preflights until `http.cors(…)` has it look here first.",
        "Left out, `allowedOrigins` is everybody, `allowedHeaders` whatever is asked for, and `maxAge` 1800; 5 is what browsers take \
         when nothing is said.",
        "It compares methods for the requests themselves, too, and answers 403: GET, HEAD and POST have to be listed.",
        "What has no handler, as an unknown path, is answered without the headers.",
    ],
    verified: Verified::Not("Debian has no Spring Boot; written after its documentation"),
    write,
};

const TEMPLATE: &str = r#"
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration
public class CorsSettings implements WebMvcConfigurer {
  // Spring Security asks for a login before it comes here, unless `http.cors(Customizer.withDefaults())` says otherwise.
  @Override
  public void addCorsMappings(CorsRegistry registry) {
    registry.addMapping("/**")@everywhere@
    registry.addMapping("@path@/**")
        .allowedOrigins(@origins@)
        .allowedOrigins("*")@any@
        .allowedMethods(@some-methods@)
        .allowedHeaders(@headers@)
        .exposedHeaders(@exposed@)
        .allowCredentials(true)@credentials@
        .maxAge(@age@);
        .maxAge(5); // left out, it would be 1800@no-age@
  }
}
"#;

fn write(policy: &CorsPolicy) -> String {
    render(TEMPLATE, &marks(policy))
}
