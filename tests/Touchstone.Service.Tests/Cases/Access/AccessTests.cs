using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Touchstone.Service.Accounts;
using Touchstone.Service.Analysis;
using Touchstone.Service.Cases.Access;
using Touchstone.Service.Intake;
using Touchstone.Service.Measures;

namespace Touchstone.Service.Tests.Cases.Access;

public sealed class AccessTests(RunningService service)
{
    // What is sent to operations that take a body, as it has to be; an operation that is missing here and is not refused makes the test fail.
    private static readonly Dictionary<string, object> Bodies = new()
    {
        ["writeOpinion"] = new { asked = "", text = "mine", limits = "" }, ["signReport"] = new { password = RunningService.Password },
        ["setAccess"] = new { restricted = false, to = Array.Empty<string>() }, ["recordRights"] = new { basis = "own", source = "", consentedBy = "", restrictions = "" },
    };

    [Fact]
    public async Task A_restricted_case_is_not_there_on_any_path_for_whoever_is_not_named()
    {
        var receipt = await CaseAsync(4011);
        await SetAsync(service.Client, receipt.Case, restricted: true);
        using var outsider = await service.SomeoneAsync("outsider", Roles.Analyst, Roles.Examiner, Roles.Reviewer, Roles.Viewer);
        var tried = 0;
        foreach (var (method, path, operation) in await OperationsAsync("/cases/{id}"))
        {
            using var answer = await AskAsync(outsider, method, path.Replace("{id}", receipt.Case.ToString(), StringComparison.Ordinal), operation);
            // Deleting is for administrators, who see every case.
            Assert.True(answer.StatusCode == (operation == "deleteSpecimen" ? HttpStatusCode.Forbidden : HttpStatusCode.NotFound), $"{method} {path} answers {(int)answer.StatusCode}");
            tried++;
        }
        Assert.True(tried >= 12, $"{tried} paths");
        foreach (var path in new[] { "thumbnail", "pictures/preview", "pictures/thumbnail", "layers/picture/picture", "layers/ela/ela", "layers/film/film", "tiles/0/0/0" })
            Assert.Equal(HttpStatusCode.NotFound, (await outsider.GetAsync($"/cases/{receipt.Case}/{path}")).StatusCode);
        Assert.DoesNotContain("secret roof", await outsider.GetStringAsync($"/cases/{receipt.Case}"));
    }

    [Fact]
    public async Task A_restricted_case_and_its_examination_are_missing_from_lists()
    {
        var receipt = await CaseAsync(4012);
        var examination = (await service.Client.GetFromJsonAsync<ExaminationStatus[]>("/api/v1/examinations?count=200", RunningService.Json))!.Single(e => e.Sha256 == receipt.Sha256);
        using var outsider = await service.WithKeyAsync("cases.read", "cases.write");
        Assert.Contains(receipt.Case.ToString(), await outsider.GetStringAsync("/api/v1/cases?count=200"));
        await SetAsync(service.Client, receipt.Case, restricted: true);
        Assert.DoesNotContain(receipt.Case.ToString(), await outsider.GetStringAsync("/api/v1/cases?count=200"));
        Assert.DoesNotContain(receipt.Case.ToString(), await outsider.GetStringAsync($"/api/v1/cases?text={receipt.Sha256}"));
        Assert.DoesNotContain(receipt.Sha256, await outsider.GetStringAsync("/api/v1/examinations?count=200"));
        Assert.Equal(HttpStatusCode.NotFound, (await outsider.GetAsync($"/api/v1/examinations/{examination.Id}")).StatusCode);
        foreach (var order in new[] { "cancel", "retry" }) Assert.Equal(HttpStatusCode.NotFound, (await outsider.PostAsync($"/api/v1/examinations/{examination.Id}/{order}", null)).StatusCode);
        await SetAsync(service.Client, receipt.Case, restricted: false);
        Assert.Contains(receipt.Case.ToString(), await outsider.GetStringAsync("/api/v1/cases?count=200"));
    }

    [Fact]
    public async Task It_is_open_to_people_roles_and_keys_that_are_named_and_to_auditors()
    {
        var receipt = await CaseAsync(4013);
        using var reviewer = await service.SomeoneAsync("named-by-role", Roles.Reviewer);
        using var analyst = await service.SomeoneAsync("named-in-person", Roles.Analyst);
        using var auditor = await service.SomeoneAsync("an-auditor", Roles.Auditor);
        using var key = await service.WithKeyAsync("cases.read");
        var people = (await service.Client.GetFromJsonAsync<AccountSummary[]>("/api/v1/accounts"))!;
        await SetAsync(service.Client, receipt.Case, restricted: true);
        foreach (var client in new[] { reviewer, analyst, key }) Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(client, receipt));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(auditor, receipt));
        await SetAsync(service.Client, receipt.Case, restricted: true, "role:Reviewer");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(reviewer, receipt));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(analyst, receipt));
        await SetAsync(service.Client, receipt.Case, restricted: true, $"account:{people.Single(p => p.DisplayName == "named-in-person").Id}");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (await StatusAsync(reviewer, receipt), await StatusAsync(analyst, receipt)));
        var keys = await service.Client.GetFromJsonAsync<JsonElement>("/api/v1/keys");
        foreach (var grantee in keys.EnumerateArray().Select(k => $"key:{k.GetProperty("id").GetGuid()}").Take(1)) await SetAsync(service.Client, receipt.Case, restricted: true, grantee);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key, receipt));
    }

    [Fact]
    public async Task Only_whoever_opened_it_or_an_administrator_says_who_may_see_it_and_names_are_checked()
    {
        using var opener = await service.WithKeyAsync("cases.read", "cases.write");
        using var other = await service.WithKeyAsync("cases.read", "cases.write");
        using var uploaded = await RunningService.UploadAsync(opener, Specimens.Recording(4014), "mine.wav");
        var receipt = (await uploaded.Content.ReadFromJsonAsync<Receipt>())!;
        using var refused = await other.PutAsJsonAsync($"/api/v1/cases/{receipt.Case}/access", new CaseOpenness(true, []));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        foreach (var name in new[] { "role:Nobody", "account:1", "First Person", "account:../../x" })
        {
            using var wrong = await opener.PutAsJsonAsync($"/api/v1/cases/{receipt.Case}/access", new CaseOpenness(true, [name]));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        }
        await SetAsync(opener, receipt.Case, restricted: true);
        // Whoever restricts a case is never shut out of it.
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(opener, receipt));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(other, receipt));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(service.Client, receipt));
    }

    private async Task<Receipt> CaseAsync(int level)
    {
        var receipt = (await (await service.UploadAsync(Specimens.Recording(level), $"secret roof {level}.wav")).Content.ReadFromJsonAsync<Receipt>())!;
        await service.EndOfAsync(receipt);
        return receipt;
    }

    private static async Task SetAsync(HttpClient client, Guid subject, bool restricted, params string[] to) =>
        Assert.Equal(HttpStatusCode.NoContent, (await client.PutAsJsonAsync($"/api/v1/cases/{subject}/access", new CaseOpenness(restricted, to))).StatusCode);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, Receipt receipt) => (await client.GetAsync($"/api/v1/cases/{receipt.Case}")).StatusCode;

    // From the description of the interface, so that a new path is tried as soon as there is one.
    private async Task<IReadOnlyList<(string Method, string Path, string Operation)>> OperationsAsync(string under)
    {
        var description = await service.Client.GetFromJsonAsync<JsonElement>("/api/v1/openapi.json");
        return [.. description.GetProperty("paths").EnumerateObject().Where(p => p.Name.Contains(under, StringComparison.Ordinal)).SelectMany(p => p.Value.EnumerateObject()
            .Select(o => (o.Name, p.Name.Replace("{report}", Guid.NewGuid().ToString(), StringComparison.Ordinal).Replace("{form}", "json", StringComparison.Ordinal), o.Value.GetProperty("operationId").GetString()!)))];
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, string method, string path, string operation)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), path + (operation == "deleteSpecimen" ? "?reason=test" : ""));
        if (Bodies.TryGetValue(operation, out var body)) request.Content = JsonContent.Create(body);
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
