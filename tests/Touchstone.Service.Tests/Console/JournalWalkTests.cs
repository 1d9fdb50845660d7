using System.Net.Http.Json;
using Touchstone.Service.Accounts;
using Touchstone.Service.Intake;
using Touchstone.Service.Measures;

namespace Touchstone.Service.Tests.Console;

public sealed class JournalWalkTests(RunningService service)
{
    [Fact]
    public async Task An_auditor_narrows_the_journal_opens_a_line_and_has_the_chain_checked_by_keyboard_alone()
    {
        if (Walk.Missing is { } reason) Assert.Skip(reason);
        var receipt = (await (await service.UploadAsync(Specimens.Recording(4712), "audited.wav")).Content.ReadFromJsonAsync<Receipt>())!;
        await service.EndOfAsync(receipt);
        using var auditor = await service.SomeoneAsync("walking-auditor", Roles.Auditor);
        var lines = await Walk.RunAsync("journal.mjs", service.Address.ToString(), "walking-auditor@example.org", RunningService.Password, receipt.Case.ToString(), receipt.Number);
        Assert.Equal(["ok newest lines", "ok narrowed by kind", "ok narrowed to a case", "ok a line opened", "ok the address holds it", "ok no such case", "ok checked", "ok seen by"], lines);
    }
}
