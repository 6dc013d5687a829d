package dev.weft.api.resource;

import dev.weft.api.auth.Needs;
import dev.weft.api.auth.On;
import dev.weft.api.auth.Permission;
import dev.weft.api.doctor.Doctor;
import dev.weft.api.doctor.DoctorReport;
import dev.weft.api.openapi.Answers;
import dev.weft.api.representation.RepairRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** {@code /doctor}. */
@Path("/doctor")
@Produces(MediaType.APPLICATION_JSON)
public final class DoctorResource {
    private final Doctor doctor;

    public DoctorResource(Doctor doctor) {
        this.doctor = doctor;
    }

    /** Examines: 200 once that is done, 202 while it goes on. */
    @GET
    @Needs(value = Permission.CONTROL, on = On.PLATFORM)
    @Answers(
            value = "Whether what is kept in several places agrees: 200 once that is known, 202 while it is looked at.",
            also = 202,
            type = DoctorReport.class)
    public Response examine(@QueryParam("deep") boolean deep, @QueryParam("id") @Nullable String id) {
        return answer(doctor.examine(deep, false, id));
    }

    /** Examines, and puts right what can be: 200 once that is done, 202 while it goes on. */
    @POST
    @Path("/repair")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Permission.UPKEEP)
    @Answers(
            value =
                    "Puts right what doesn't agree, as far as that can be: 200 once that is done, 202 while it goes on.",
            also = 202,
            type = DoctorReport.class)
    public Response repair(@Nullable RepairRequest request) {
        RepairRequest asked = request == null ? new RepairRequest(null, null) : request;
        return answer(doctor.examine(Boolean.TRUE.equals(asked.deep()), true, asked.id()));
    }

    private static Response answer(DoctorReport report) {
        return Response.status(report.running() ? Response.Status.ACCEPTED : Response.Status.OK)
                .entity(report)
                .build();
    }
}
