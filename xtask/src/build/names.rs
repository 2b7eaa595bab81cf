//! Short names for what the module imports. The generator's hold hashes, which no compression makes smaller, and stand
//! in the module as well as in the glue.

/// What the module and the name of each import become.
const MODULE: &str = "./";
const NAME: &str = "i";

/// Renames the imports, given by their module and name, and returns the glue with the new names.
pub fn shorten<'a>(
    imports: impl Iterator<Item = (&'a mut String, &'a mut String)>,
    mut glue: String,
) -> Result<String, String> {
    let mut long_module = None;
    for (index, (module, name)) in imports.enumerate() {
        let short = format!("{NAME}{index}");
        let property = |name: &str| format!("{name}: function(");
        glue = replace_once(&glue, &property(name), &property(&short))?;
        *name = short;
        let long = long_module.get_or_insert_with(|| module.clone());
        if long != module {
            return Err(format!("it imports from `{long}` and from `{module}`"));
        }
        MODULE.clone_into(module);
    }
    match long_module {
        Some(long) => replace_once(&glue, &format!("\"{long}\": "), &format!("\"{MODULE}\": ")),
        None => Ok(glue),
    }
}

fn replace_once(glue: &str, long: &str, short: &str) -> Result<String, String> {
    match glue.matches(long).count() {
        1 => Ok(glue.replace(long, short)),
        count => Err(format!(
            "`{}` stands in it {count} times instead of once",
            long.trim()
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str =
        "const import0 = {\n__wbg_a_12: function() {\n},\n__wbg_b_34: function() {\n},\n};\n\
        return {\n\"./x_bg.js\": import0,\n};";

    fn shortened(imports: &mut [(String, String)], glue: &str) -> Result<String, String> {
        shorten(
            imports.iter_mut().map(|(module, name)| (module, name)),
            glue.to_owned(),
        )
    }

    fn import(module: &str, name: &str) -> (String, String) {
        (module.to_owned(), name.to_owned())
    }

    #[test]
    fn both_sides_are_renamed() {
        let mut imports = [
            import("./x_bg.js", "__wbg_b_34"),
            import("./x_bg.js", "__wbg_a_12"),
        ];
        let glue = shortened(&mut imports, GLUE).unwrap_or_default();
        assert_eq!(imports, [import("./", "i0"), import("./", "i1")]);
        assert!(glue.contains("\ni1: function() {\n},\ni0: function() {\n}"));
        assert!(glue.contains("\"./\": import0"));
    }

    #[test]
    fn another_shape_is_an_error() {
        let unknown = &mut [import("./x_bg.js", "__wbg_c")];
        assert!(shortened(unknown, GLUE).is_err());
        let elsewhere = &mut [
            import("./x_bg.js", "__wbg_a_12"),
            import("env", "__wbg_b_34"),
        ];
        assert!(shortened(elsewhere, GLUE).is_err());
    }
}
