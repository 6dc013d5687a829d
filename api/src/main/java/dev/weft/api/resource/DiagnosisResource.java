package dev.weft.api.resource;

import dev.weft.api.auth.Needs;
import dev.weft.api.auth.On;
import dev.weft.api.auth.Permission;
import dev.weft.api.diagnosis.DiagnosisService;
import dev.weft.api.openapi.Answers;
import dev.weft.api.representation.DiagnosisBody;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code /runs/{run}/diagnosis}. */
@Path("/runs/{run}/diagnosis")
@Produces(MediaType.APPLICATION_JSON)
public final class DiagnosisResource {
    private final DiagnosisService diagnoses;

    public DiagnosisResource(DiagnosisService diagnoses) {
        this.diagnoses = diagnoses;
    }

    /** Why a run waits or failed, and the commands that help. */
    @Answers("Why a run waits or failed, and the commands that help.")
    @GET
    @Needs(value = Permission.READ, on = On.RUN)
    public DiagnosisBody get(@PathParam("run") String run) {
        return diagnoses.of(run);
    }
}
