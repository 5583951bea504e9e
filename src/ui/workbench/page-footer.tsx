/** What this is, what it is not, and where to read on. */
export function PageFooter() {
  return (
    <footer class="page-footer">
      <div class="page-width page-footer-columns">
        <section>
          <h2>What this is</h2>
          <p>
            A stochastic agent-based simulation of developers, reviewers, users and rules, week by week. It runs in your
            browser: nothing you enter leaves this page.
          </p>
        </section>
        <section>
          <h2>What it is not</h2>
          <p>
            Developers are stylised profiles from public figures, not verdicts about companies. Numbers marked as
            assumed rest on judgement; move them and see what holds.
          </p>
        </section>
        <section>
          <h2>Cite and reuse</h2>
          <p>
            Cite the product, its engine version, the link of this page and the result hash: together they give the same
            numbers again. Software under the MIT licence.
          </p>
        </section>
      </div>
    </footer>
  );
}
