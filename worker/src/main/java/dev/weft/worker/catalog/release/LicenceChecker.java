package dev.weft.worker.catalog.release;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentHandler;
import dev.weft.worker.catalog.support.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a project carries a licence and says what it is: {@code {project}} → {@code {licence, readme}} and
 * findings. {@code licence} is an SPDX identifier, or {@code unknown}, or empty for none.
 */
public final class LicenceChecker implements AgentHandler {
    /** Words that only the one licence has, the narrow ones first. */
    private static final Map<String, String> WORDS = words();

    @Override
    public String name() {
        return "licence_checker";
    }

    @Override
    public Map<String, @Nullable Object> handle(
            String operation, Map<String, @Nullable Object> parameters, ActionContext context) throws ActionException {
        ProjectFiles project = ProjectFiles.open(parameters, context);
        List<Finding> findings = new ArrayList<>();
        Optional<String> file = project.named(List.of("LICENSE", "LICENCE", "COPYING", "UNLICENSE"));
        Optional<String> readme = project.named(List.of("README"));
        String licence = "";
        if (file.isEmpty()) {
            findings.add(Finding.error(
                    0, "Expected a file LICENSE, but found none: without one, nobody may use the project"));
        } else {
            licence = identify(project.text(file.get()).orElse(""));
            if (licence.equals("unknown")) {
                findings.add(Finding.warning(
                        0, "The text of " + file.get() + " isn't that of a licence known here: have it read"));
            }
        }
        if (readme.isEmpty()) {
            findings.add(Finding.warning(0, "Expected a README, but found none: say what the project is for"));
        }
        Map<String, @Nullable Object> output = Finding.output(findings);
        output.put("licence", licence);
        output.put("readme", readme.orElse(""));
        return output;
    }

    private static String identify(String text) {
        String plain = text.replaceAll("\\s+", " ");
        return WORDS.entrySet().stream()
                .filter(entry -> plain.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("unknown");
    }

    private static Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("Apache License Version 2.0", "Apache-2.0");
        words.put("GNU AFFERO GENERAL PUBLIC LICENSE Version 3", "AGPL-3.0");
        words.put("GNU LESSER GENERAL PUBLIC LICENSE Version 3", "LGPL-3.0");
        words.put("GNU LESSER GENERAL PUBLIC LICENSE Version 2.1", "LGPL-2.1");
        words.put("GNU GENERAL PUBLIC LICENSE Version 3", "GPL-3.0");
        words.put("GNU GENERAL PUBLIC LICENSE Version 2", "GPL-2.0");
        words.put("Mozilla Public License Version 2.0", "MPL-2.0");
        words.put("Mozilla Public License, version 2.0", "MPL-2.0");
        words.put("Eclipse Public License - v 2.0", "EPL-2.0");
        words.put("Neither the name of", "BSD-3-Clause");
        words.put("Redistributions in binary form must reproduce", "BSD-2-Clause");
        words.put("Permission to use, copy, modify, and/or distribute this software for any purpose", "ISC");
        words.put("Permission is hereby granted, free of charge, to any person obtaining a copy", "MIT");
        words.put("This is free and unencumbered software released into the public domain", "Unlicense");
        return words;
    }
}
