package dev.weft.api;

/** Definitions for tests. */
final class Samples {
    private Samples() {}

    /** Two tasks that the interpreter does by itself. */
    static String hello(String id, String greeting) {
        return """
                version: "3.0.0"
                id: %s
                name: Hello  # a comment that stays
                inputs:
                  who: {type: string, default: world}
                tasks:
                  greet:
                    action: transform
                    parameters: {value: "%s ${{ inputs.who }}"}
                  shout:
                    needs: [greet]
                    action: transform
                    parameters: {value: "${{ tasks.greet.output }}!"}
                outputs: {text: "${{ tasks.shout.output }}"}
                """.formatted(id, greeting);
    }

    /** A gate for editors, then a file. */
    static String gate(String id) {
        return """
                version: "3.0.0"
                id: %s
                labels: {team: content}
                tasks:
                  draft:
                    action: file_operation
                    parameters: {operation: write, path: "${{ run.id }}.txt", content: "draft"}
                  review:
                    needs: [draft]
                    action: approval_gate
                    parameters: {title: "Publish?", approvers: ["role:editor", "user:chief"]}
                  publish:
                    needs: [review]
                    when: tasks.review.output.decision == 'approved'
                    action: transform
                    parameters: {value: "published by ${{ tasks.review.output.decided_by }}"}
                outputs: {published: "${{ tasks.publish.output }}"}
                """.formatted(id);
    }
}
