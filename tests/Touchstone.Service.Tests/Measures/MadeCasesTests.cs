using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Service.Analysis;
using Touchstone.Service.Cases;
using Touchstone.Service.Cases.Access;
using Touchstone.Service.Journal.Checking;
using Touchstone.Service.Measures;
using Touchstone.Service.Measures.Jobs;
using Touchstone.Service.Platform;
using Touchstone.Workbench.Supervision;

namespace Touchstone.Service.Tests.Measures;

public sealed class MadeCasesTests : IDisposable
{
    private static readonly WorkerCommand Command = WorkerCommand.Beside(Path.GetDirectoryName(RunningService.Program)!);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("touchstone-made-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Made_cases_are_what_the_service_takes_for_its_own_and_the_journal_holds()
    {
        var standIn = await StandIn.MakeAsync(Path.Combine(_folder.FullName, "stand-in"), TimeSpan.Zero, Command, CancellationToken.None);
        var options = new ServiceOptions { DataFolder = _folder.FullName };
        CaseTemplate template;
        await using (var first = new ServiceProgram(RunningService.Program, _folder.FullName) { Arguments = standIn.Arguments })
        {
            await first.ServeAsync();
            await first.SignInAsync();
            var receipt = await first.BringAsync(Specimens.Recording(1), "one.wav");
            var ended = await first.EndOfAsync(receipt, TimeSpan.FromSeconds(60));
            template = new CaseTemplate(ended, Assert.Single((await first.Client.GetFromJsonAsync<ExaminationStatus[]>("/api/v1/examinations", ServiceProgram.Json))!));
            Assert.Equal([receipt.Sha256], standIn.Begun().Select(b => b.Sha256));
            Assert.Equal(1, standIn.Ended());
        }
        var made = await MadeCases.MakeAsync(options, [template], 30, _ => { }, CancellationToken.None);
        var report = await JournalCheck.RunAsync(options, null, CancellationToken.None);
        Assert.Empty(report.Faults);
        Assert.True(report.End.Sequence > 4 * 30);

        var services = new ServiceCollection().AddSingleton(options).AddSingleton<CaseList>();
        services.AddDatabase(options);
        await using var provider = services.BuildServiceProvider();
        var cases = await provider.GetRequiredService<CaseList>().ListAsync(new CaseQuery(Count: 200), CaseViewer.System, CancellationToken.None);
        Assert.Equal(made.Select(m => m.Case).Append(template.Case.Id).Order(), cases.Select(c => c.Id).Order());
        Assert.Equal(31, cases.Select(c => c.Number).Distinct().Count());
        Assert.All(cases, c => Assert.Equal((ExaminationState.Done, template.Case.Outcome, template.Case.Sentence), (c.Progress, c.Outcome, c.Sentence)));
    }
}
